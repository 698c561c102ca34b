/**
 * How a batch comes into the tables of any SQL database. A {@link
 * io.godwit.jdbc.sql.write.TableSink} writes the tables that {@code TargetCheck} found fit, for the
 * units whose records are alike. A batch of records that are a row each is a {@code BatchWrite}:
 * one transaction, in which the batch goes by the dialect's bulk path straight into the target
 * while its keys are new, where there is such a path; and otherwise every piece of it goes into the
 * {@code Staging} table of the connection and from there by one statement into the target. A batch
 * whose writes have several rows is a {@code RowsWrite}: one transaction too, in which a piece goes
 * through the staging table of each table and is undone in all of them.
 *
 * <p>Guarding: each transaction enters through a {@code Door}, where the dialect's guard may make
 * sure that the table is the one that the batch was prepared for.
 *
 * <p>Staging tables live as long as their connection; where a pooler gives each transaction another
 * session, as long as their transaction.
 */
@NullMarked
package io.godwit.jdbc.sql.write;

import org.jspecify.annotations.NullMarked;
