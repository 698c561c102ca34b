/**
 * What every SQL dialect of this connector shares. Here is how to reach a database, and the {@link
 * io.godwit.jdbc.sql.Pool} that hands out connections; above it {@link io.godwit.jdbc.sql.fit} says
 * what fits which column, {@link io.godwit.jdbc.sql.batch} what a batch is, {@link
 * io.godwit.jdbc.sql.relation} what can be read, {@link io.godwit.jdbc.sql.dialect} what a database
 * has to bring, and {@link io.godwit.jdbc.sql.source}, {@link io.godwit.jdbc.sql.tables} and {@link
 * io.godwit.jdbc.sql.lookup} are the source, the target and the lookup of any database; the target
 * writes by {@link io.godwit.jdbc.sql.write}. None of them imports one that stands behind it in
 * this list, nor a driver.
 */
@NullMarked
package io.godwit.jdbc.sql;

import org.jspecify.annotations.NullMarked;
