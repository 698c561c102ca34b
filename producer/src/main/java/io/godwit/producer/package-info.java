/**
 * The producer: plans the splits of a source and publishes their records.
 *
 * <p>{@link io.godwit.producer.ProducerRole} plans ({@link io.godwit.producer.RunPlanning}), and
 * has a few threads ({@link io.godwit.producer.SplitThreads}) publish a split each ({@link
 * io.godwit.producer.SplitPublishing}) under a transactional id of that split. A reader's thread
 * ({@link io.godwit.producer.feed.SplitFeed}) parses and encodes, and hands over {@link
 * io.godwit.producer.feed.Chunk}s through a short queue. A transaction holds the records of some
 * chunks together with the position behind them ({@link io.godwit.producer.Publisher}), so whatever
 * is killed, the next producer finds in the splits topic ({@link io.godwit.producer.RunLedger})
 * where to go on, to the record. What earlier runs have left is deleted when a new one is planned
 * ({@link io.godwit.producer.EndedRuns}).
 *
 * <p>Several producers share the splits of a run: each reckons whose each split is from who is
 * there ({@link io.godwit.producer.Sharing}, {@link io.godwit.producer.ShareKeeper}), and one
 * plans.
 */
@NullMarked
package io.godwit.producer;

import org.jspecify.annotations.NullMarked;
