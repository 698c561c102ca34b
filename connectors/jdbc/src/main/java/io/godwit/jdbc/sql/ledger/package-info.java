/**
 * The ledger of a job in its target: what became of the records of the batches that are not settled
 * in Kafka yet.
 *
 * <p>A partition of a run has one row of page 0, its owner's: {@code epoch} counts the owners, and
 * {@code upto} is the offset up to which all is known to be settled. Each transaction that writes
 * adds a page, with what became of its records, after it has made sure under that row's lock that
 * the epoch is still its own; so of two owners that both believe to be the one, only the later
 * commits. Pages of what is settled are deleted on the way, which keeps a ledger at what is on its
 * way: some pages for each partition, however long the run.
 *
 * <p>What makes it exact: of every record from {@code upto} on, the ledger has a note if and only
 * if the target has what was written of it. Who takes a partition reads all notes from there on,
 * and is turned away where its own records stand before it.
 *
 * <p>{@link io.godwit.jdbc.sql.ledger.LedgerTable} has the statements, which are the same in every
 * dialect; {@link io.godwit.jdbc.sql.ledger.LedgerNote} is the form of a page; {@link
 * io.godwit.jdbc.sql.ledger.KnownOutcomes} what an owner has read. Nothing here writes a record.
 */
@NullMarked
package io.godwit.jdbc.sql.ledger;

import org.jspecify.annotations.NullMarked;
