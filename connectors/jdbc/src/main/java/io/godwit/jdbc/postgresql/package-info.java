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
 * <p>Sessions run in UTC, so that what a text without an offset means is the same on every worker.
 * Staging tables live as long as their connection: a connection pooler in between must pool by
 * session, not by transaction.
 */
@NullMarked
package io.godwit.jdbc.postgresql;

import org.jspecify.annotations.NullMarked;
