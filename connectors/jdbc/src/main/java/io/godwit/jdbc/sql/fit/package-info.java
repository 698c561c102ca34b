/**
 * What fits which column. A column is what a dialect's catalogue says of it, in words that every
 * SQL database has: a kind, limits, what supplies its value. What a column of a kind holds of a
 * value that has a type is the same everywhere, and is said here once; what a database makes of a
 * text is its own affair, so {@link io.godwit.jdbc.sql.fit.TypedText} takes only texts of one
 * reading.
 *
 * <p>Everything is a function of a value and a column, or an immutable record.
 */
@NullMarked
package io.godwit.jdbc.sql.fit;

import org.jspecify.annotations.NullMarked;
