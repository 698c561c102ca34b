package io.godwit.common.replay;

import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.TopicReader;
import io.godwit.common.kafka.Topics;
import io.godwit.common.model.Split;
import io.godwit.common.wire.OtherVersion;
import io.godwit.common.wire.run.RunPlan;
import io.godwit.common.wire.run.SplitMessages;
import io.godwit.common.wire.run.SplitProgress;
import io.godwit.common.wire.run.StartOffsets;
import io.godwit.common.wire.run.TaskProgress;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the splits topic says of a run that has read the source. Of one that ended before the last
 * one it says nothing any more.
 *
 * @param run its id
 * @param plan empty where it is gone, or only another version of Godwit can read it
 * @param splits as they were planned, by number
 * @param read how many records were read at the source
 * @param amiss why these may not be all; empty where they are as many as were counted there
 */
public record RootRun(
    String run,
    Optional<RunPlan> plan,
    SortedMap<Integer, Split> splits,
    long read,
    Optional<String> amiss) {

  /**
   * Reads it.
   *
   * @throws org.apache.kafka.common.KafkaException where no broker answers
   */
  public static RootRun read(Cluster cluster, Topics topics, String run) {
    Reading reading = new Reading(run);
    try (TopicReader reader = TopicReader.open(cluster, topics.splits())) {
      reader.toEnd(message -> {
        if (SplitMessages.run(message.key()).equals(run)) {
          reading.accept(message.key(), message.value());
        }
      });
    }
    return reading.root();
  }

  /** Where it begins in the topics of its job. */
  public StartOffsets starts() {
    return plan.map(RunPlan::starts).orElse(StartOffsets.NONE);
  }

  private static final class Reading {

    private final String run;
    private final SortedMap<Integer, SplitProgress> splits = new TreeMap<>();
    private Optional<RunPlan> plan = Optional.empty();

    Reading(String run) {
      this.run = run;
    }

    RootRun root() {
      SortedMap<Integer, Split> planned = new TreeMap<>();
      splits.forEach((number, progress) -> planned.put(number, progress.split()));
      return new RootRun(
          run,
          plan,
          planned,
          splits.values().stream().mapToLong(split -> split.position().ordinal()).sum(),
          splits.values().stream().flatMap(split -> split.amiss().stream()).findFirst());
    }

    void accept(byte[] key, byte[] value) {
      try {
        SplitMessages.read(key, value).ifPresent(this::accept);
      } catch (OtherVersion e) {
        // What another version has planned is not read again here.
        if (e.run().equals(run)) {
          plan = Optional.empty();
        }
      }
    }

    private void accept(SplitMessages.Content content) {
      switch (content) {
        case SplitMessages.Content.OfPlan(String ignored, RunPlan known) ->
            plan = Optional.of(known);
        case SplitMessages.Content.OfSplit(String ignored, SplitProgress progress) ->
            splits.put(progress.split().number(), progress);
        case SplitMessages.Content.OfTask(String ignored, TaskProgress other) -> {
          // What was done around the load does not matter to its records.
        }
      }
    }
  }
}
