package io.godwit.common.metrics;

import java.util.Locale;

/** By what a metric is divided. */
public enum Label {
  ROLE("`producer`, `worker` or `aggregator`"),
  JOB("the job's name"),
  RUN("the run's id"),
  NAME("the name of the worker or aggregator; `producer`"),
  WORKER("the worker's name"),
  OUTCOME("`written`, `unchanged`, `dropped` or `failed`"),
  CODE("an error code, see errors.md"),
  STEP("the step's number and kind, such as `1-lookup`"),
  PARTITION("the number of a partition of the job's work"),
  RESULT("`committed` or `aborted`"),
  ACTIVITY("`busy`, `waiting`, `paused` or `idle`"),
  FOUND("`cached` or `asked`"),
  ROW("`hit` or `miss`"),
  CONNECTION("a connection of the job file"),
  STATE("`active`, `idle` or `awaited`"),
  SPLITS("`open` or `closed`"),
  WINDOW("`now` (5 s), `average` (of the run) or `peak` (the best 5 s)"),
  BOUND("`soonest` or `latest`"),
  COLLECTOR("the JVM's name of a garbage collector");

  private final String meaning;

  Label(String meaning) {
    this.meaning = meaning;
  }

  /** Its name in Prometheus. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What its values are, as a phrase. */
  public String meaning() {
    return meaning;
  }
}
