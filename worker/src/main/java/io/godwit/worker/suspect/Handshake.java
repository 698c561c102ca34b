package io.godwit.worker.suspect;

import io.godwit.common.wire.run.JobEntry;
import java.util.Map;
import java.util.SortedMap;

/**
 * What a child needs before it can work on anything.
 *
 * @param entry the job and its run
 * @param worker the name to sign receipts with
 * @param baselines what the run began with at its target, by what its sinks write to; none where
 *     they know of no such thing
 * @param settings what {@link io.godwit.worker.job.ChildMain} gives on its way
 */
record Handshake(
    JobEntry entry,
    String worker,
    Map<String, SortedMap<String, String>> baselines,
    Map<String, String> settings) {}
