/**
 * The source of a replay: the dead letters of a finished run. {@link
 * io.godwit.producer.replay.LetterSource} plans which letters are taken ({@link
 * io.godwit.producer.replay.LetterPlanning}), and reads them ({@link
 * io.godwit.producer.replay.LetterReader}); what a letter does not hold is read again in the job's
 * own source ({@link io.godwit.producer.replay.SourceAgain}). All else is that of any run.
 *
 * <p>A plan names letters by their offsets, in claims that stand in the failed topic. It is made
 * under the job's transactional id and published with its claims in one transaction, so two replays
 * never take one letter. A record has a place in the books of the root run (split and ordinal,
 * which is the order of the source) and one in those of the replay; a claim says which is which.
 */
@NullMarked
package io.godwit.producer.replay;

import org.jspecify.annotations.NullMarked;
