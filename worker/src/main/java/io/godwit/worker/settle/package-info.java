/**
 * From a batch to its settlement: {@link io.godwit.worker.settle.BatchProcessor} runs steps and
 * sink and says what became of each record; {@link io.godwit.worker.settle.Settler} publishes that
 * together with the offsets, in one Kafka transaction for all partitions of the worker.
 */
@NullMarked
package io.godwit.worker.settle;

import org.jspecify.annotations.NullMarked;
