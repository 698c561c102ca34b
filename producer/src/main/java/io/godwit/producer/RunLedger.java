package io.godwit.producer;

import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.TopicReader;
import io.godwit.common.kafka.Topics;
import io.godwit.common.model.Phase;
import io.godwit.common.model.Position;
import io.godwit.common.model.Split;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.wire.OtherVersion;
import io.godwit.common.wire.run.RunPlan;
import io.godwit.common.wire.run.SplitMessages;
import io.godwit.common.wire.run.SplitProgress;
import io.godwit.common.wire.run.TaskProgress;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * What the splits topic says of one run, as far as it has been read. Whoever is to go on with a
 * split reads on after it has initialised the split's transactional id: by then every earlier
 * transaction of that id is committed or aborted, so what is read here is the last word.
 *
 * <p>One reader follows the topic for all splits: a new one takes half a second until its first
 * answer. Any thread may ask.
 */
final class RunLedger implements AutoCloseable {

  private final Topics topics;
  private final String run;
  private final Admin admin;
  private final TopicReader reader;
  private final ReentrantLock reading = new ReentrantLock();
  private final SortedMap<Integer, SplitProgress> splits = new TreeMap<>();
  private final SortedMap<Integer, TaskProgress> tasks = new TreeMap<>();
  private @Nullable RunPlan plan;

  private RunLedger(Topics topics, String run, Admin admin, TopicReader reader) {
    this.topics = topics;
    this.run = run;
    this.admin = admin;
    this.reader = reader;
  }

  /** A ledger of which nothing has been read; the caller closes it, and the client. */
  static RunLedger follow(Cluster cluster, Admin admin, Topics topics, String run) {
    return new RunLedger(topics, run, admin, TopicReader.open(cluster, topics.splits()));
  }

  /** The ledger as it is now; it reads no further. */
  static RunLedger read(Cluster cluster, Topics topics, String run) {
    try (Admin admin = cluster.admin();
        RunLedger ledger = follow(cluster, admin, topics, run)) {
      ledger.catchUp();
      return ledger;
    }
  }

  /**
   * Reads on to what is there now. Not only to what is committed: a commit returns before its
   * markers are written, and another split's transaction may be open before what is looked for. It
   * is waited for; where its producer is dead, whoever takes that split ends it.
   *
   * @throws Refused where another version of Godwit has begun the run
   * @throws KafkaException where no broker answers, or an open transaction is not ended in time
   */
  void catchUp() {
    reading.lock();
    try {
      read(() -> reader.toLast(admin, this::accept));
    } finally {
      reading.unlock();
    }
  }

  /**
   * Reads on to what is committed now, unless another thread reads: that one may wait for what is
   * open, and this one for nothing.
   */
  void readOn() {
    if (reading.tryLock()) {
      try {
        read(() -> reader.toEnd(this::accept));
      } finally {
        reading.unlock();
      }
    }
  }

  private void read(Runnable on) {
    try {
      on.run();
    } catch (OtherVersion e) {
      throw new Refused(
          ErrorCode.RUN_VERSION,
          e.at("the plan of run " + run + " in " + topics.splits()).message(),
          e);
    }
    requireWhole();
  }

  /** Plan, splits and tasks are one transaction, so whoever sees one sees the others. */
  private synchronized void requireWhole() {
    RunPlan known = plan;
    if (known != null && (known.splits() != splits.size() || known.tasks() != tasks.size())) {
      throw new IllegalStateException(
          "run %s has %d splits and %d tasks, and the topic %s holds %d and %d"
              .formatted(
                  run,
                  known.splits(),
                  known.tasks(),
                  topics.splits(),
                  splits.size(),
                  tasks.size()));
    }
  }

  /** How far a split is, by all that is there now. */
  SplitProgress newest(int split) {
    catchUp();
    return progress(split)
        .orElseThrow(() -> new IllegalStateException("run " + run + " has no split " + split));
  }

  /** How far a split is, as far as this has been read. */
  synchronized Optional<SplitProgress> progress(int split) {
    return Optional.ofNullable(splits.get(split));
  }

  /** The run. */
  String run() {
    return run;
  }

  /** A split of which nothing is published yet. */
  static SplitProgress first(Split split) {
    return new SplitProgress(split, Position.START, false);
  }

  private synchronized void accept(ConsumerRecord<byte[], byte[]> message) {
    if (SplitMessages.run(message.key()).equals(run)) {
      SplitMessages.read(message.key(), message.value()).ifPresent(this::accept);
    }
  }

  private void accept(SplitMessages.Content content) {
    switch (content) {
      case SplitMessages.Content.OfPlan(String ignored, RunPlan known) -> plan = known;
      case SplitMessages.Content.OfSplit(String ignored, SplitProgress progress) ->
          splits.put(progress.split().number(), progress);
      case SplitMessages.Content.OfTask(String ignored, TaskProgress progress) ->
          tasks.put(progress.number(), progress);
    }
  }

  /** All tasks, in their order. */
  synchronized List<TaskProgress> tasks() {
    return List.copyOf(tasks.values());
  }

  /** The tasks of a phase that are to be carried out, in their order. */
  synchronized List<TaskProgress> open(Phase phase) {
    return tasks.values().stream()
        .filter(task -> task.isOpen() && task.task().phase() == phase)
        .toList();
  }

  /** How many records have been read at the source, readable or not. */
  synchronized long read() {
    return splits.values().stream().mapToLong(split -> split.position().ordinal()).sum();
  }

  /** In which split not just what was counted at the source has been read; empty where in none. */
  synchronized Optional<String> amiss() {
    return splits.values().stream().flatMap(split -> split.amiss().stream()).findFirst();
  }

  /** The plan of the run; empty where none was published. */
  synchronized Optional<RunPlan> plan() {
    return Optional.ofNullable(plan);
  }

  /** The numbers of all splits. */
  synchronized SortedSet<Integer> numbers() {
    return new TreeSet<>(splits.keySet());
  }

  /** The numbers of the splits that are read to their end. */
  synchronized List<Integer> closed() {
    return splits.values().stream()
        .filter(SplitProgress::closed)
        .map(progress -> progress.split().number())
        .toList();
  }

  /** The splits that are not read to their end, in the order of the source. */
  synchronized List<SplitProgress> open() {
    return splits.values().stream().filter(progress -> !progress.closed()).toList();
  }

  @Override
  public void close() {
    reading.lock();
    try {
      reader.close();
    } finally {
      reading.unlock();
    }
  }
}
