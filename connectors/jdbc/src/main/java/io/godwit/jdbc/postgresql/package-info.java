/**
 * PostgreSQL, by its own driver.
 *
 * <p>Writing: {@link io.godwit.jdbc.postgresql.PostgresSink} opens a table that {@code Catalog}
 * read. A batch is a {@code BatchWrite}: one transaction, in which the batch goes by COPY straight
 * into the target while its keys are new, and otherwise every piece of it by COPY into a {@code
 * Staging} table of the connection and from there by one statement into the target. What is sent
 * for a value is the business of {@code ValueWriter}, which refuses whatever PostgreSQL would
 * round, cut or shift without a word.
 *
 * <p>Reading: {@link io.godwit.jdbc.postgresql.PostgresLookup} asks for text and nothing else, and
 * {@code ValueReader} turns the server's text into values.
 *
 * <p>Guarding: a table may be altered while it is written to. {@code TableGuard} locks and looks at
 * the beginning of each transaction, and compares by meaning ({@code Alteration}) what the run
 * began with and what is ({@code TableFacts}).
 *
 * <p>Sessions run in UTC, so that what a text without an offset means is the same on every worker.
 * Staging tables live as long as their connection; where a pooler gives each transaction another
 * session, as long as their transaction.
 */
@NullMarked
package io.godwit.jdbc.postgresql;

import org.jspecify.annotations.NullMarked;
