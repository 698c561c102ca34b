/**
 * What a database has to bring: a {@link io.godwit.jdbc.sql.dialect.Dialect} is its {@link
 * io.godwit.jdbc.sql.dialect.Statements}, its {@link io.godwit.jdbc.sql.dialect.TableCatalog}, its
 * {@link io.godwit.jdbc.sql.dialect.SqlErrors} and its {@link io.godwit.jdbc.sql.dialect.Wire}, on
 * which rows go there and come back; and a {@link io.godwit.jdbc.sql.dialect.SqlServer}, the way to
 * one database. A {@link io.godwit.jdbc.sql.dialect.Guard} it may have.
 *
 * <p>All of these but connections, rows and guards have no state; any thread may use them. Methods
 * that take a connection may throw the driver's {@link java.sql.SQLException}, of which the flows
 * make trouble or an answer by the dialect's errors.
 */
@NullMarked
package io.godwit.jdbc.sql.dialect;

import org.jspecify.annotations.NullMarked;
