/**
 * The sink of any SQL database. A {@link io.godwit.jdbc.sql.write.TableSink} opens a table that its
 * {@code TargetCheck} found fit. A batch is a {@code BatchWrite}: one transaction, in which the
 * batch goes by the dialect's bulk path straight into the target while its keys are new, where
 * there is such a path; and otherwise every piece of it goes into the {@code Staging} table of the
 * connection and from there by one statement into the target.
 *
 * <p>Guarding: each transaction enters through a {@code Door}, where the dialect's guard may make
 * sure that the table is the one that the batch was prepared for. Where a guard knows a baseline,
 * the sink is a {@link io.godwit.jdbc.sql.write.GuardedSink}.
 *
 * <p>Staging tables live as long as their connection; where a pooler gives each transaction another
 * session, as long as their transaction.
 */
@NullMarked
package io.godwit.jdbc.sql.write;

import org.jspecify.annotations.NullMarked;
