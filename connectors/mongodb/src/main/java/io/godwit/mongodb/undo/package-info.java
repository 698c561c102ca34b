/**
 * What it takes to put collections back to what they were before a run, on servers without
 * transactions.
 *
 * <p><b>Keeping.</b> {@link io.godwit.mongodb.undo.PartitionKeeping} stands in front of a sink that
 * can say what it is about to leave ({@link io.godwit.mongodb.undo.KeepableSink}). A batch first
 * enters its partition in {@link io.godwit.mongodb.undo.CollectionNotes}, which an undo can close.
 * Then, by one command and confirmed by the majority, {@link io.godwit.mongodb.undo.DocumentImages}
 * keeps each document as it is, unless the run has kept one of its key already, and with it the
 * digest of what the batch is about to make of it. Only then is the batch written. So at any moment
 * what a run has written is known beforehand: a document is as the run left it if, and only if, its
 * digest is among those of its key. There is no step behind the write that a crash could part from
 * it.
 *
 * <p><b>Undoing.</b> {@link io.godwit.mongodb.undo.UndoWalk} closes the partitions, waits for what
 * is under way there, and goes through what was kept. {@link io.godwit.mongodb.undo.CollectionUndo}
 * puts back some documents at a time, each on condition that it still is what was looked at. What
 * was kept stays until it is forgotten, so all of it may be done again.
 *
 * <p>What a write is, is the business of {@code write}, which uses this package and not the other
 * way round.
 */
@NullMarked
package io.godwit.mongodb.undo;

import org.jspecify.annotations.NullMarked;
