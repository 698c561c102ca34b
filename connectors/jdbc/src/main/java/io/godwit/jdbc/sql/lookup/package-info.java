/**
 * The lookup of any SQL database: {@link io.godwit.jdbc.sql.lookup.TableLookup} asks for many keys
 * with one query, {@code LookupColumns} sees to it beforehand that no key can find two rows, and
 * {@code LookupKey} leaves out what no row can have.
 */
@NullMarked
package io.godwit.jdbc.sql.lookup;

import org.jspecify.annotations.NullMarked;
