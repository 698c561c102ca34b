/**
 * What it takes to put tables back to what they were before a run.
 *
 * <p><b>Keeping.</b> {@link io.godwit.jdbc.sql.undo.PreImages} are those of a target: for each
 * table that is written one of ours ({@link io.godwit.jdbc.sql.dialect.PreImageTable}), beside the
 * ledger. A {@link io.godwit.jdbc.sql.undo.RowKeeping} is asked by whatever writes, within the
 * transaction that writes and when the keys are staged: before, it locks the rows that are there
 * and keeps those of which nothing is kept yet; behind, it keeps what the table has then, after
 * triggers and defaults. So a pre-image counts exactly if what came over it was committed, and a
 * repeat finds it there.
 *
 * <p><b>Undoing.</b> {@link io.godwit.jdbc.sql.undo.RunUndo} takes the run from whoever writes it
 * (all partitions of its ledger, for ever), and goes through its tables in the order that their
 * foreign keys ask for ({@link io.godwit.jdbc.sql.undo.UndoOrder}). A step ({@link
 * io.godwit.jdbc.sql.undo.TableUndo}) is some keys, one transaction: rows that are as the run left
 * them are put back, and what was kept of them is deleted with that. So it goes on wherever it was
 * killed, and nothing is remembered but in the target.
 */
@NullMarked
package io.godwit.jdbc.sql.undo;

import org.jspecify.annotations.NullMarked;
