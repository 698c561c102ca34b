package io.godwit.worker.consume;

import io.godwit.common.kafka.ControlWatch;
import io.godwit.worker.govern.Circuit;
import io.godwit.worker.govern.Gates;
import io.godwit.worker.measure.WorkerMeters;
import io.godwit.worker.settle.Settler;
import io.godwit.worker.suspect.Trials;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What all partitions of a session share.
 *
 * @param job the job's name
 * @param gates what bounds the batches of all
 * @param circuit whether the target can be reached
 * @param filter whose records are carried out
 * @param control what operators have laid down about the run
 * @param size what all have learned about a batch's size
 * @param batchBytes how much a partition may take at once, in bytes before it is decoded
 * @param inHand how many records were offered to all partitions and are not settled
 * @param trials where records that have ended workers are tried
 */
record SessionShare(
    String job,
    Settler settler,
    Gates gates,
    Circuit circuit,
    RunFilter filter,
    ControlWatch control,
    AdaptiveBatchSize size,
    long batchBytes,
    AtomicLong inHand,
    Trials trials,
    WorkerMeters meters) {}
