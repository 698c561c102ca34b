/**
 * What is done to one record by itself: set, rename, keep, remove, cast, drop, and the functions of
 * one field. Each is a {@link io.godwit.worker.step.op.FieldOp}; {@link
 * io.godwit.worker.step.op.FieldSteps} runs several over a record.
 *
 * <p>Documents of one reader share their names, so an operation works out once for these names what
 * goes where ({@link io.godwit.worker.step.op.ByNames}, {@link
 * io.godwit.worker.step.op.FieldLayout}) and afterwards only copies references. What the sink's key
 * needs before an operation is told by {@link io.godwit.worker.step.op.KeyNeeds}, so that records
 * of one row can be published to one partition.
 *
 * <p>All are deterministic, and any thread may run them, several at once.
 */
@NullMarked
package io.godwit.worker.step.op;

import org.jspecify.annotations.NullMarked;
