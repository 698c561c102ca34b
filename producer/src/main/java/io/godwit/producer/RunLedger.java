package io.godwit.producer;

import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.TopicReader;
import io.godwit.common.kafka.Topics;
import io.godwit.common.model.ErrorCode;
import io.godwit.common.model.Position;
import io.godwit.common.model.Refused;
import io.godwit.common.model.Split;
import io.godwit.common.wire.OtherVersion;
import io.godwit.common.wire.RunPlan;
import io.godwit.common.wire.SplitMessages;
import io.godwit.common.wire.SplitProgress;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What the splits topic says of one run. Read after the transactional client is initialised: by
 * then every earlier transaction is committed or aborted, so what is read here is the last word.
 */
final class RunLedger {

  private final String run;
  private final SortedMap<Integer, SplitProgress> splits = new TreeMap<>();
  private @Nullable RunPlan plan;

  private RunLedger(String run) {
    this.run = run;
  }

  /**
   * Reads it.
   *
   * @throws Refused where another version of Godwit has begun the run
   */
  static RunLedger read(Cluster cluster, Topics topics, String run) {
    RunLedger ledger = new RunLedger(run);
    try (TopicReader reader = TopicReader.open(cluster, topics.splits())) {
      reader.toEnd(ledger::accept);
    } catch (OtherVersion e) {
      throw new Refused(
          ErrorCode.RUN_VERSION,
          e.at("the plan of run " + run + " in " + topics.splits()).message(),
          e);
    }
    RunPlan plan = ledger.plan;
    if (plan != null && plan.splits() != ledger.splits.size()) {
      throw new IllegalStateException(
          "run "
              + run
              + " has "
              + plan.splits()
              + " splits, and the topic "
              + topics.splits()
              + " holds "
              + ledger.splits.size());
    }
    return ledger;
  }

  /**
   * The ledger of a run that has just been planned. It is not read back: a commit returns before
   * its markers are written, and until then a reader would see no plan and no splits at all.
   */
  static RunLedger begun(String run, RunPlan plan, List<Split> splits) {
    RunLedger ledger = new RunLedger(run);
    ledger.plan = plan;
    splits.forEach(split -> ledger.splits.put(split.number(), first(split)));
    return ledger;
  }

  /** A split of which nothing is published yet. */
  static SplitProgress first(Split split) {
    return new SplitProgress(split, Position.START, false);
  }

  private void accept(ConsumerRecord<byte[], byte[]> message) {
    if (SplitMessages.run(message.key()).equals(run)) {
      SplitMessages.read(message.key(), message.value()).ifPresent(this::accept);
    }
  }

  private void accept(SplitMessages.Content content) {
    switch (content) {
      case SplitMessages.Content.OfPlan(String ignored, RunPlan known) -> plan = known;
      case SplitMessages.Content.OfSplit(String ignored, SplitProgress progress) ->
          splits.put(progress.split().number(), progress);
    }
  }

  /** The plan of the run; empty where none was published. */
  Optional<RunPlan> plan() {
    return Optional.ofNullable(plan);
  }

  /** The splits that are not read to their end, in the order of the source. */
  List<SplitProgress> open() {
    return splits.values().stream().filter(progress -> !progress.closed()).toList();
  }
}
