package io.godwit.common.wire;

/**
 * What the jobs topic holds of a job, under its name: the run that is on its way or was the last,
 * and the definition that it runs by.
 *
 * @param job the job's name
 * @param run the run's id: unique, and sorted by time
 * @param definition the text of the job file, references unresolved, so no secret travels
 * @param base the folder that the job's relative paths start from, on the producer's machine
 * @param startedAt when the run began, in milliseconds since 1970
 */
public record JobEntry(String job, String run, String definition, String base, long startedAt) {}
