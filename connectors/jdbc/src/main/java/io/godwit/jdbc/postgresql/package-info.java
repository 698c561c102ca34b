/**
 * PostgreSQL, by its own driver: {@link io.godwit.jdbc.postgresql.PostgresDialect} and what it is
 * made of.
 *
 * <p>Guarding: a table may be altered while it is written to. {@code TableGuard} locks and looks at
 * the beginning of each transaction, and compares by meaning ({@code Alteration}) what the run
 * began with and what is ({@code TableFacts}).
 *
 * <p>Sessions run in UTC, so that what a text without an offset means is the same on every worker.
 */
@NullMarked
package io.godwit.jdbc.postgresql;

import org.jspecify.annotations.NullMarked;
