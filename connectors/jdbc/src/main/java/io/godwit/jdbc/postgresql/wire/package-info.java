/**
 * The wire of PostgreSQL, on which values go and come exactly as they are.
 *
 * <p>Writing: rows go by COPY, in binary form where the columns hold the values as they are. What
 * is sent for a value in the text form is the business of {@code ValueWriter}, which refuses
 * whatever PostgreSQL would round, cut or shift without a word.
 *
 * <p>Reading: a lookup asks for text and nothing else, and {@code ValueReader} turns the server's
 * text into values.
 */
@NullMarked
package io.godwit.jdbc.postgresql.wire;

import org.jspecify.annotations.NullMarked;
