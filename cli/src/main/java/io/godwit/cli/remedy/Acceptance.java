package io.godwit.cli.remedy;

import io.godwit.cli.opening.FleetOpener;
import io.godwit.common.job.JobFile;
import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.ControlTopic;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.BareTexts;
import io.godwit.common.spec.Job;
import io.godwit.common.spi.Sink;
import io.godwit.common.spi.Target;
import io.godwit.common.spi.sink.SupportsBaseline;
import io.godwit.common.wire.run.JobEntry;
import io.godwit.common.wire.run.Ruling;
import io.godwit.worker.job.RunBaseline;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * What there is to accept about one table or collection of a run.
 *
 * @param differences what was and what is, a sentence each; empty where there is nothing
 */
public record Acceptance(
    Cluster cluster,
    JobEntry entry,
    String unit,
    SortedMap<String, String> found,
    List<String> differences) {

  /**
   * Opens the target of a run and compares it with what the run rests on.
   *
   * @param units of the run's source; none before it is planned, and then nothing is written
   * @throws Trouble where the target or the broker does not answer
   * @throws io.godwit.common.model.failure.Refused where the target cannot be written at all, such
   *     as by a key that is not unique any more, or is another one
   */
  public static List<Acceptance> of(
      Cluster cluster, JobEntry entry, Collection<String> units, FleetOpener opener)
      throws Trouble {
    Job job = JobFile.parse(entry.definition(), "the registered job " + entry.job());
    Set<Sink> sinks = new LinkedHashSet<>();
    try (Target target = opener.target(job)) {
      for (String unit : units) {
        // Nothing is written here, so it does not matter how texts would be.
        sinks.add(target.sink(unit, BareTexts.NONE));
      }
      Map<String, SortedMap<String, String>> laid = RunBaseline.laidDown(cluster, entry);
      return sinks.stream()
          .filter(SupportsBaseline.class::isInstance)
          .map(sink -> of(cluster, entry, (SupportsBaseline) sink, laid))
          .toList();
    }
  }

  private static Acceptance of(
      Cluster cluster,
      JobEntry entry,
      SupportsBaseline target,
      Map<String, SortedMap<String, String>> laid) {
    return new Acceptance(
        cluster,
        entry,
        target.unit(),
        target.baseline(),
        // Nothing was written before the first opener has laid down what it found.
        Optional.ofNullable(laid.get(target.unit())).map(target::differences).orElse(List.of()));
  }

  /** Has the run rest on the target as it was found; returns when the broker has it. */
  public void accept() {
    ControlTopic.put(
        cluster,
        entry.job(),
        entry.run(),
        new Ruling.Baseline(unit, found, System.currentTimeMillis()));
  }
}
