/**
 * Consuming: {@link io.godwit.worker.consume.GroupSession} is one membership of the group and its
 * poll loop; {@link io.godwit.worker.consume.PartitionWorker} owns one assigned partition.
 *
 * <p>Records wait in their partition as bytes. A partition takes a batch when it gets one of a few
 * permits, so only a few batches are ever decoded at once, and the heap is bounded however many
 * partitions there are. A partition has one batch in flight; that is what keeps the order of a key.
 */
@NullMarked
package io.godwit.worker.consume;

import org.jspecify.annotations.NullMarked;
