/**
 * Whose fault a refusal is, decided by what the target does and not by what it says.
 *
 * <p>A sink knows some reasons as surely the data's, some as surely passing, and of all others it
 * says that it doubts. {@link io.godwit.worker.evidence.TargetWriter} makes an outcome of a doubt
 * only where the record was refused alone twice, seconds apart, while another write went in right
 * before and right after; {@link io.godwit.worker.evidence.BatchState} is what is known so far
 * about the records in a partition's hands. A crash forgets all of it, and the next owner gathers
 * it anew.
 *
 * <p>Nothing here waits, and nothing knows Kafka: time is asked of a clock, and whoever drives it
 * waits as it says.
 */
@NullMarked
package io.godwit.worker.evidence;

import org.jspecify.annotations.NullMarked;
