package io.godwit.testkit.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/**
 * {@code migrated.csv}, {@code dropped.csv} and {@code failed.csv} together hold every record of
 * the source exactly once.
 */
public record EveryRecordOnce() implements Guarantee {
  @Override
  public void check(FinishedRun run) {
    List<String> origins = new ArrayList<>();
    for (String file : List.of("migrated.csv", "dropped.csv", "failed.csv")) {
      origins.addAll(Reports.column(run.reports().resolve(file), "origin"));
    }
    // Sets first: containsExactlyInAnyOrder over 100,000 elements is quadratic.
    assertThat(origins).as("records listed").hasSize(run.origins().size());
    assertThat(new java.util.HashSet<>(origins)).as("records").isEqualTo(run.origins());
  }
}
