/**
 * What can be read of a database, and what a dialect brings so that it can be a source.
 *
 * <p>A {@link io.godwit.jdbc.sql.relation.Relation} is a table, a view or the answer of a query:
 * its columns with their types, and the sets of columns of which it is certain that they tell each
 * row from all others. A {@link io.godwit.jdbc.sql.relation.Selection} is the part of it that a job
 * wants, in the order in which it is read.
 *
 * <p>A dialect has a {@link io.godwit.jdbc.sql.relation.SourceDialect}: a {@link
 * io.godwit.jdbc.sql.relation.RelationCatalog}, a {@link io.godwit.jdbc.sql.relation.KeyBinding},
 * which turns the values of a key into texts and back without a change, and a {@link
 * io.godwit.jdbc.sql.relation.RowTeller} for each reader. What is done with them is the business of
 * {@code jdbc.sql.source}.
 */
@NullMarked
package io.godwit.jdbc.sql.relation;

import org.jspecify.annotations.NullMarked;
