/**
 * How rows of a table compare with rows that were written there.
 *
 * <p>{@link io.godwit.jdbc.sql.verify.RowComparison} sends the rows into a staging table that has
 * the columns of the target, with their types and collations, and has the database compare: so what
 * the target makes of a value, it has made of both. It is the comparison by which a merge tells
 * rows that are unchanged ({@link io.godwit.jdbc.sql.dialect.Statements#unchanged}); only rows that
 * differ are read. Nothing is written to a table that stays.
 */
@NullMarked
package io.godwit.jdbc.sql.verify;

import org.jspecify.annotations.NullMarked;
