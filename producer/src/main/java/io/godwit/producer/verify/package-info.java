/**
 * The phase in which what stands at the target is compared with what was written there.
 *
 * <p>The work topic is read once more, partition by partition, without the group of the workers.
 * {@link io.godwit.producer.verify.RunOutcomes} knows from the receipts which of its records were
 * written; {@link io.godwit.producer.verify.VerifyWork} makes of these the rows that they became,
 * by the same steps, and has the target compare. A row that differs is a candidate ({@code
 * Candidates}): a later record of its key in the partition may have been written over it. What is
 * left at the end of a partition is found, and goes into the verified topic together with how far
 * this is ({@link io.godwit.producer.verify.VerifySteps}): whoever takes over goes on behind the
 * partitions that are through.
 */
@NullMarked
package io.godwit.producer.verify;

import org.jspecify.annotations.NullMarked;
