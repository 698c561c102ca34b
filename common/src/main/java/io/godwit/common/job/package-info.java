/**
 * Reading job files: YAML text in, a {@link io.godwit.common.spec.Job} out, or every problem of the
 * file at once with its place.
 *
 * <p>{@link io.godwit.common.job.JobFile} is the way in. What a job file may say stands in records:
 * those of {@code common.spec}, and of the connectors, which {@link
 * io.godwit.common.job.shape.Kinds} finds. In {@code job.shape} {@code Shapes} turns them and their
 * annotations into {@code Shape}, a plain description; everything else walks that description and
 * none of it knows a record by name: {@code Binder} reads YAML by it, {@link
 * io.godwit.common.job.JobText} prints a job by it, {@link io.godwit.common.job.page.JobSchema} and
 * {@link io.godwit.common.job.page.JobReference} document it, {@code ConnectionUse} finds the
 * connections that a job uses. A new kind, record or component therefore needs no change here.
 *
 * <p>References such as {@code ${env:X}} stay as they are in a {@code Job}, so that its text may
 * travel. {@link io.godwit.common.job.connection.ResolvedConnections} follows them where a
 * connection opens.
 */
@NullMarked
package io.godwit.common.job;

import org.jspecify.annotations.NullMarked;
