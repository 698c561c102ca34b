package io.godwit.worker.suspect;

import io.godwit.common.wire.JobEntry;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What a child needs before it can work on anything.
 *
 * @param entry the job and its run
 * @param worker the name to sign receipts with
 * @param baseline what the run began with at its target; empty where the sink knows of no such
 *     thing
 * @param settings what {@link io.godwit.worker.job.ChildMain} gives on its way
 */
record Handshake(
    JobEntry entry,
    String worker,
    Optional<SortedMap<String, String>> baseline,
    Map<String, String> settings) {}
