/**
 * PostgreSQL, by its own driver: {@link io.godwit.jdbc.postgresql.PostgresDialect} and what it is
 * made of.
 *
 * <p>Writing: rows go by COPY, in binary form where the columns hold the values as they are. What
 * is sent for a value in the text form is the business of {@code ValueWriter}, which refuses
 * whatever PostgreSQL would round, cut or shift without a word.
 *
 * <p>Reading: a lookup asks for text and nothing else, and {@code ValueReader} turns the server's
 * text into values.
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
