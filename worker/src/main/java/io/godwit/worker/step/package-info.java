/**
 * The built-in steps of a job, compiled once and run over batches.
 *
 * <p>{@link io.godwit.worker.step.Steps} compiles {@link io.godwit.common.spec.StepSpec}s to a
 * {@link io.godwit.worker.step.Pipeline}. What needs one record only (set, rename, keep, remove,
 * cast, drop) becomes a {@code FieldOp}, and neighbours of that kind run as one {@code FieldSteps},
 * record by record; any other step needs the batch and stands alone, be it a {@link
 * io.godwit.worker.step.LookupStep} or a stranger's.
 *
 * <p>What a step does to fields is said once, by its spec's effects; {@link
 * io.godwit.worker.step.FieldsByStep}, {@link io.godwit.worker.step.KeyTrace} and the pipeline's
 * bare texts follow from them. Only a {@code FieldOp} says more: what the sink's key needs before
 * it.
 *
 * <p>Two ideas make them cheap. Documents of one reader share their names, so an operation works
 * out once for these names what goes where ({@code ByNames}, {@code FieldLayout}) and afterwards
 * only copies references. And an expression sees the record through {@code RecordView}, which
 * converts the fields that are asked for and no others; an expression that only names a field or a
 * constant is not run by CEL at all.
 *
 * <p>Everything here is deterministic: there is no clock and no chance in the expression language,
 * and the tables that lookups read must not change during a run.
 */
@NullMarked
package io.godwit.worker.step;

import org.jspecify.annotations.NullMarked;
