/**
 * The built-in steps of a job, compiled once and run over batches.
 *
 * <p>{@link io.godwit.worker.step.Steps} compiles {@link io.godwit.common.spec.StepSpec}s to a
 * {@link io.godwit.worker.step.Pipeline}. What needs one record only (set, rename, keep, remove,
 * cast, drop) becomes an operation of {@link io.godwit.worker.step.op}, and neighbours of that kind
 * run as one, record by record; any other step needs the batch and stands alone, be it a {@link
 * io.godwit.worker.step.LookupStep} or a stranger's.
 *
 * <p>What a step does to fields is said once, by its spec's effects; {@link
 * io.godwit.worker.step.FieldsByStep}, {@link io.godwit.worker.step.op.KeyTrace} and the pipeline's
 * bare texts follow from them. Only an operation says more: what the sink's key needs before it.
 *
 * <p>Everything here is deterministic: there is no clock and no chance in the expression language,
 * and the tables that lookups read must not change during a run.
 */
@NullMarked
package io.godwit.worker.step;

import org.jspecify.annotations.NullMarked;
