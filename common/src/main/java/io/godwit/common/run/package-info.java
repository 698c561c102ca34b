/**
 * What is known of a run, once for everybody. {@link io.godwit.common.run.RunWatch} puts the plan,
 * the progress of the splits, an aggregator's totals and the pause together to a {@link
 * io.godwit.common.run.RunView}; {@link io.godwit.common.run.RunMeter} makes a {@link
 * io.godwit.common.run.RunProgress} of views: what the run is at ({@link
 * io.godwit.common.run.RunPhase}), how fast it is and when it will be done ({@link
 * io.godwit.common.run.Speed}). Terminal, page, status and metrics show that and reckon nothing
 * themselves, so they cannot disagree.
 *
 * <p>What only the broker's groups can tell is beside it: how far they are behind ({@link
 * io.godwit.common.run.Lag}), who is in them ({@link io.godwit.common.run.RunStatus}), and what
 * keeps a run from its end ({@link io.godwit.common.run.RunBlockers}). Everything here reads topics
 * and asks; nothing writes.
 */
@NullMarked
package io.godwit.common.run;

import org.jspecify.annotations.NullMarked;
