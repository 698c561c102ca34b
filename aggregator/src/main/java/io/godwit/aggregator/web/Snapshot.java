package io.godwit.aggregator.web;

import io.godwit.common.model.Tally;
import java.util.List;
import java.util.Optional;

/**
 * What a page is told, as JSON. Times are in seconds, rates in records per second, what is unknown
 * is null. Text is fit to be shown as text, and as nothing else.
 *
 * @param phase for the style
 * @param phaseText for people
 * @param run empty before there is any
 * @param waits what is being waited for, one sentence each
 */
record Snapshot(String phase, String phaseText, Optional<Run> run, List<String> waits) {

  /**
   * The run.
   *
   * @param elapsed since it began, until it ended
   * @param expected how long the job says that it takes
   * @param total the records of the source; null until it is planned
   * @param estimated whether that is only about right yet
   * @param read how many of them have been read; never less than have an outcome
   * @param inGroup workers that are in the group now
   * @param eta when the rest will be done
   * @param lag of each partition in messages, by number from the least
   * @param workers by name; those left out are counted
   * @param failures the most frequent first
   * @param report where the report is; null until it is written
   */
  record Run(
      String job,
      String id,
      long elapsed,
      Optional<Long> expected,
      Optional<Long> total,
      boolean estimated,
      long read,
      Tally outcomes,
      Speed speed,
      Optional<Eta> eta,
      RateHistory.Curve history,
      List<PartitionLag> lag,
      int inGroup,
      List<Worker> workers,
      int moreWorkers,
      List<Failed> failures,
      Optional<String> report) {}

  record Speed(double now, double average, double peak) {}

  record Eta(double soonest, double latest) {}

  record PartitionLag(int partition, long messages) {}

  record Worker(String name, long records, long failed, double now) {}

  /** All failures of a code, and what to type to replay them. */
  record Failed(
      String code,
      String group,
      String cause,
      String remedy,
      long records,
      List<FailureSamples.Sample> samples,
      String replay) {}
}
