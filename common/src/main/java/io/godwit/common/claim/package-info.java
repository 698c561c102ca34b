/**
 * Whose a job is: one run of it at a time, whatever is started where.
 *
 * <p>A command that wants a job writes itself into the job's entry of the jobs topic, and only if
 * nobody has changed the entry since it was read ({@link io.godwit.common.claim.Register}). That
 * alone decides; what the command publishes afterwards it publishes under a transactional id that
 * is fenced by whoever comes next. Whether the command in the entry is still there is told by its
 * {@link io.godwit.common.claim.Lease}: politeness, and no more. A lease that is wrong, because a
 * process was suspended or a network cut, costs somebody a run that has to be resumed, and never a
 * record.
 *
 * <p>{@link io.godwit.common.claim.ClaimRules} says what a command may do by what stands there,
 * {@link io.godwit.common.claim.Claiming} does it, and {@link io.godwit.common.claim.Ownership}
 * tells the command when it has lost the job. Producers that share a run with the holder are its
 * {@link io.godwit.common.claim.Crew}.
 */
@NullMarked
package io.godwit.common.claim;

import org.jspecify.annotations.NullMarked;
