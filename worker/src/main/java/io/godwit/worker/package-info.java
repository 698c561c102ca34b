/**
 * The worker: consumes work, runs the steps, writes to the sink, and settles.
 *
 * <p>{@link io.godwit.worker.WorkerRole} lives as long as the process. A session ({@code consume})
 * lives as long as one membership of the group: its thread polls and does nothing else, and each
 * assigned partition has one owner. What a partition's batches have become is settled ({@code
 * settle}) by one more thread, which owns the transactional client. Whatever goes wrong with Kafka
 * ends the session and loses nothing, since nothing counts before it is settled; the next session
 * begins at the committed offsets.
 */
@NullMarked
package io.godwit.worker;

import org.jspecify.annotations.NullMarked;
