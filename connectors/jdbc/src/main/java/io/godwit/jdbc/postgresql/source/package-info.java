/**
 * PostgreSQL as a source: what {@link io.godwit.jdbc.postgresql.source.PostgresSource} brings of
 * what {@link io.godwit.jdbc.sql.relation} asks for.
 *
 * <p>Everything is asked in a transaction that is read-only and sees one state, in UTC and in the
 * styles in which {@code postgresql.wire} reads texts. Values come as the server's texts, whose
 * digits are exact for every type; a type that no value has comes as its text and stays it. Where
 * to cut a table is found by a sample of its pages, whose number follows from how many parts there
 * are to be and not from the table's size. Needed is the right to read, and nothing else.
 */
@NullMarked
package io.godwit.jdbc.postgresql.source;

import org.jspecify.annotations.NullMarked;
