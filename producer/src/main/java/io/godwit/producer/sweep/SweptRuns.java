package io.godwit.producer.sweep;

import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.TopicReader;
import io.godwit.common.kafka.Topics;
import io.godwit.common.wire.OtherVersion;
import io.godwit.common.wire.run.RunPlan;
import io.godwit.common.wire.run.SplitMessages;
import io.godwit.common.wire.run.SplitProgress;
import io.godwit.common.wire.run.StartOffsets;
import io.godwit.common.wire.run.TaskProgress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The runs of a job whose receipts are still there: the last one that read the source, and its
 * replays.
 */
public final class SweptRuns {

  private SweptRuns() {}

  /**
   * A run.
   *
   * @param run its id
   * @param starts where it begins in the topics of its job
   * @param read how many records have been read of its source so far
   * @param open whether its own sweep was not done
   */
  public record Swept(String run, StartOffsets starts, long read, boolean open) {}

  /** What is known of a run while the topic is read. */
  private static final class Known {
    private Optional<StartOffsets> starts = Optional.empty();
    private final Map<Integer, Long> read = new HashMap<>();
    private final Map<Integer, Boolean> open = new HashMap<>();

    Optional<Swept> swept(String run) {
      long sum = read.values().stream().mapToLong(Long::longValue).sum();
      return starts.map(from -> new Swept(run, from, sum, open.containsValue(true)));
    }
  }

  /**
   * Reads them.
   *
   * @throws org.apache.kafka.common.KafkaException where no broker answers
   */
  public static List<Swept> read(Cluster cluster, Topics topics) {
    Map<String, Known> runs = new HashMap<>();
    try (TopicReader reader = TopicReader.open(cluster, topics.splits())) {
      reader.toEnd(message -> {
        try {
          SplitMessages.read(message.key(), message.value())
              .ifPresent(content -> accept(content, runs));
        } catch (OtherVersion e) {
          // What another version has planned is for that one to sweep.
          runs.remove(e.run());
        }
      });
    }
    List<Swept> swept = new ArrayList<>();
    runs.forEach((run, known) -> known.swept(run).ifPresent(swept::add));
    return swept;
  }

  private static void accept(SplitMessages.Content content, Map<String, Known> runs) {
    switch (content) {
      case SplitMessages.Content.OfPlan(String run, RunPlan plan) ->
          known(runs, run).starts = Optional.of(plan.starts());
      case SplitMessages.Content.OfSplit(String run, SplitProgress split) ->
          known(runs, run).read.put(split.split().number(), split.position().ordinal());
      case SplitMessages.Content.OfTask(String run, TaskProgress task) -> {
        if (SweepWork.isSweep(task.task())) {
          known(runs, run).open.put(task.number(), task.isOpen());
        }
      }
    }
  }

  private static Known known(Map<String, Known> runs, String run) {
    return runs.computeIfAbsent(run, ignored -> new Known());
  }
}
