/**
 * PostgreSQL, by its own driver: {@link io.godwit.jdbc.postgresql.PostgresDialect} and what it is
 * made of.
 *
 * <p>Guarding: a table may be altered while it is written to. {@code PostgresLooking} locks and
 * looks at the beginning of each transaction, for the guard of {@link io.godwit.jdbc.sql.guard}.
 *
 * <p>Sessions run in UTC, so that what a text without an offset means is the same on every worker.
 */
@NullMarked
package io.godwit.jdbc.postgresql;

import org.jspecify.annotations.NullMarked;
