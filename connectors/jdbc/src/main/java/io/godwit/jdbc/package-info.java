/**
 * Tables of SQL databases as sources, sinks and lookups, found through {@link
 * java.util.ServiceLoader}.
 *
 * <p>Here is only the choice of the dialect, by the JDBC URL. What every database needs (what fits
 * which column, the order in which a batch is written, the search for refused records, staging, the
 * flow of a lookup, the ranges in which a table is read) lies below {@link io.godwit.jdbc.sql};
 * what is one database's own lies in a package of its name, such as {@link
 * io.godwit.jdbc.postgresql}. Dialects never import each other, nor this package.
 */
@NullMarked
package io.godwit.jdbc;

import org.jspecify.annotations.NullMarked;
