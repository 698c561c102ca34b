/**
 * Reading job files: YAML text in, a {@link io.godwit.common.spec.Job} out, or every problem of the
 * file at once with its place.
 *
 * <p>{@link io.godwit.common.job.JobFile} is the way in. Inside, {@code Shapes} turns the records
 * of {@code common.spec} and their annotations into {@code Shape}, a plain description of what a
 * job file may say; everything else walks that description and none of it knows a record by name:
 * {@code Binder} reads YAML by it, {@link io.godwit.common.job.JobText} prints a job by it, {@link
 * io.godwit.common.job.JobSchema} and {@link io.godwit.common.job.JobReference} document it. A new
 * record or component of {@code common.spec} therefore needs no change here.
 *
 * <p>References such as {@code ${env:X}} stay as they are in a {@code Job}, so that its text may
 * travel. {@link io.godwit.common.job.ResolvedConnections} follows them where a connection opens.
 */
@NullMarked
package io.godwit.common.job;

import org.jspecify.annotations.NullMarked;
