package io.godwit.testkit.guarantee;

import java.nio.file.Path;
import java.util.Set;

/**
 * What a finished run has left behind.
 *
 * @param bootstrap the broker
 * @param job the job's name
 * @param reports the folder with the run's report files
 * @param origins {@code file:line} of every record of the source, listed by the test itself
 */
public record FinishedRun(String bootstrap, String job, Path reports, Set<String> origins) {}
