/**
 * Consuming: {@link io.godwit.worker.consume.GroupSession} is one membership of the group and its
 * poll loop; {@link io.godwit.worker.consume.PartitionWorker} is one assigned partition. What is
 * owned and buffered of it is an {@link io.godwit.worker.consume.OwnedPartition} in one of the
 * states of {@link io.godwit.worker.consume.PartitionState}; how a batch of it is run, retried and
 * settled is {@link io.godwit.worker.consume.PartitionWork}.
 *
 * <p>Records wait in their partition as bytes. A partition takes a batch when so much may be
 * unpacked ({@code govern}), so only a few batches are ever decoded at once, and the heap is
 * bounded however many partitions there are. A partition has one batch in flight; that is what
 * keeps the order of a key.
 */
@NullMarked
package io.godwit.worker.consume;

import org.jspecify.annotations.NullMarked;
