package io.godwit.producer;

import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.TopicReader;
import io.godwit.common.kafka.Topics;
import io.godwit.common.model.Plan;
import io.godwit.common.model.Position;
import io.godwit.common.model.Split;
import io.godwit.common.wire.Json;
import io.godwit.common.wire.RunPlan;
import io.godwit.common.wire.SplitProgress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
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

  static RunLedger read(Cluster cluster, Topics topics, String run) {
    RunLedger ledger = new RunLedger(run);
    try (TopicReader reader = TopicReader.open(cluster, topics.splits())) {
      reader.toEnd(ledger::accept);
    }
    return ledger;
  }

  /**
   * The ledger of a plan that this producer has just published. It is not read back: a commit
   * returns before its markers stand in the topic, so a reader may not see the plan yet, and a run
   * without open splits would pass for a finished one.
   */
  static RunLedger begun(String run, Plan plan) {
    RunLedger ledger = new RunLedger(run);
    for (Split split : plan.splits()) {
      ledger.splits.put(split.number(), new SplitProgress(split, Position.START, false));
    }
    return ledger;
  }

  private void accept(ConsumerRecord<byte[], byte[]> message) {
    if (message.value() == null) {
      return;
    }
    String key = new String(message.key(), StandardCharsets.UTF_8);
    if (key.equals(run)) {
      plan = Json.read(message.value(), RunPlan.class);
    } else if (key.startsWith(run + "/")) {
      SplitProgress progress = Json.read(message.value(), SplitProgress.class);
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

  static ProducerRecord<byte[], byte[]> message(Topics topics, String run, RunPlan plan) {
    return new ProducerRecord<>(
        topics.splits(), run.getBytes(StandardCharsets.UTF_8), Json.write(plan));
  }

  static ProducerRecord<byte[], byte[]> message(Topics topics, String run, SplitProgress progress) {
    String key = run + "/" + progress.split().number();
    return new ProducerRecord<>(
        topics.splits(), key.getBytes(StandardCharsets.UTF_8), Json.write(progress));
  }
}
