/**
 * Any database that has a JDBC driver and no dialect of its own, by what JDBC itself says of it.
 *
 * <p>There is no SQL for a staging table that all databases take. So the rows of a piece wait in
 * memory ({@link io.godwit.jdbc.plain.WaitingRows}), and go in by batched statements that name one
 * table and one key: an update, and an insert of those that the update did not find. Whatever else
 * a flow asks of staged rows (are they there already, what do they differ in) is asked row by row.
 *
 * <p>Tables, columns, keys and the spelling of names come from {@link java.sql.DatabaseMetaData},
 * types by {@link java.sql.Types}, and errors are judged by the classes of the SQL standard.
 */
@NullMarked
package io.godwit.jdbc.plain;

import org.jspecify.annotations.NullMarked;
