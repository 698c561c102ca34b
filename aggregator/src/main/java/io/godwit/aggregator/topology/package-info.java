/**
 * Receipts in, totals out: the only Kafka Streams application of Godwit.
 *
 * <p>{@link io.godwit.aggregator.topology.TotalsTopology} is the fold itself and needs no broker;
 * {@link io.godwit.aggregator.topology.TotalsStream} runs it with the settings of {@link
 * io.godwit.aggregator.topology.StreamsSettings}. What ended runs have left in its store goes by
 * {@link io.godwit.aggregator.topology.ForgetEnded}. Nothing here knows reports: the totals topic
 * is all that others see of this package.
 */
@NullMarked
package io.godwit.aggregator.topology;

import org.jspecify.annotations.NullMarked;
