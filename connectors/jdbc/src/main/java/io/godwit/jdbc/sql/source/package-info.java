/**
 * A SQL database as a source, for any dialect.
 *
 * <p>{@code TableChoice} finds the tables that a job names, each a {@code SourceUnit}: what is read
 * of it, in which order, and what identifies its records. The order is that of a key of which the
 * catalogue says that it is unique; without one, where the rows lie; without that, one reader reads
 * all. {@code KeysetPlanner} cuts each unit into ranges of the order ({@code KeyRange}), whose ends
 * are keys that the database has shown, and which together leave nothing out: the first begins
 * before every key and the last ends behind every one, so rows that come meanwhile are in one.
 *
 * <p>{@code KeysetReader} reads a range over a connection of its own ({@code ReadSession}), in a
 * transaction that sees one state, and counts the range in that state. Its position is the key of
 * the last row; who goes on from there begins behind that key, in a state of its own. So after a
 * lost connection no row that stood still comes twice or not at all. A row whose key changes
 * meanwhile, or that moves in a table without a key, may.
 *
 * <p>Every range has the mark of its unit, by which a reader refuses a table that was altered or
 * replaced since the plan was made.
 */
@NullMarked
package io.godwit.jdbc.sql.source;

import org.jspecify.annotations.NullMarked;
