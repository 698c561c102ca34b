package io.godwit.worker.suspect;

import io.godwit.common.wire.JobEntry;
import java.util.Map;

/**
 * What a child needs before it can work on anything.
 *
 * @param entry the job and its run
 * @param worker the name to sign receipts with
 * @param settings what {@link io.godwit.worker.job.ChildMain} gives on its way
 */
record Hello(JobEntry entry, String worker, Map<String, String> settings) {}
