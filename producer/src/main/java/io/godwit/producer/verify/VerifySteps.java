package io.godwit.producer.verify;

import io.godwit.common.kafka.BrokerMessages;
import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.TopicOffsets;
import io.godwit.common.kafka.TopicReader;
import io.godwit.common.kafka.Topics;
import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Difference;
import io.godwit.common.model.Match;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.text.Excerpt;
import io.godwit.common.model.value.Key;
import io.godwit.common.replay.LetterSurvey;
import io.godwit.common.replay.RootRun;
import io.godwit.common.wire.run.StartOffsets;
import io.godwit.common.wire.run.TaskProgress;
import io.godwit.common.wire.run.VerifiedRow;
import io.godwit.common.wire.run.VerifyProgress;
import io.godwit.producer.gone.OwnedRows;
import io.godwit.producer.gone.UnnamedRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * The comparison of a run and its replays with their target, in steps that end where a partition
 * does. One that was begun by a process which died is done again; it changes nothing at the target.
 * For one thread.
 */
public final class VerifySteps {

  /** A step ends behind the partition in which it has compared so many rows. */
  private static final long ROWS_OF_STEP = 200_000;

  /** What is kept of one step; what is beyond is counted. */
  private static final int MOST_KEPT = 50_000;

  /** Characters of a text that are kept of a row. */
  static final int LONGEST = 200;

  private final Cluster cluster;
  private final Admin admin;
  private final Topics topics;
  private final String run;
  private final String root;
  private final Optional<VerifyWork> work;
  private Optional<Opened> opened = Optional.empty();
  private Optional<RunOutcomes> outcomes = Optional.empty();

  /** What is read once for all steps. */
  private record Opened(
      VerifyWork work, Predicate<String> runs, RootRun root, SortedMap<Integer, Long> ends) {

    StartOffsets starts() {
      return root.plan()
          .orElseThrow(() ->
              new Refused(
                  ErrorCode.VERIFY_REFUSED,
                  "the plan of run " + root.run() + " is not there any more"))
          .starts();
    }
  }

  /**
   * The steps of a run.
   *
   * @param admin stays the caller's
   * @param run whose task it is
   * @param root the run that has read the source: the run itself, or the one that it repairs
   * @param work empty where the target cannot be compared
   */
  public VerifySteps(
      Cluster cluster,
      Admin admin,
      Topics topics,
      String run,
      String root,
      Optional<VerifyWork> work) {
    this.cluster = cluster;
    this.admin = admin;
    this.topics = topics;
    this.run = run;
    this.root = root;
    this.work = work;
  }

  /**
   * A step that is done.
   *
   * @param task how far the task is with it
   * @param found to be kept in the transaction in which that is noted
   */
  public record Done(TaskProgress task, List<ProducerRecord<byte[], byte[]>> found) {}

  /**
   * Does the next step of a task that is open.
   *
   * @throws Trouble where the target does not answer; it is to be done again
   */
  public Done next(TaskProgress task) throws Trouble {
    boolean full = work.filter(VerifyWork::full).isPresent();
    VerifyProgress far =
        task.verified().orElseGet(() -> VerifyProgress.begun(full, System.currentTimeMillis()));
    try {
      VerifyWork target =
          work.orElseThrow(() ->
              new Refused(
                  ErrorCode.VERIFY_REFUSED, "a target of this kind cannot be compared by godwit"));
      return BrokerMessages.asking(() -> next(task, far, target));
    } catch (Refused refused) {
      return new Done(
          task.with(far).ended(Optional.of(String.valueOf(refused.getMessage()))), List.of());
    }
  }

  private Done next(TaskProgress task, VerifyProgress begun, VerifyWork target) throws Trouble {
    Opened open = open(target);
    VerifyProgress far = begun.keptFrom(end());
    List<ProducerRecord<byte[], byte[]>> kept = new ArrayList<>();
    long until = far.compared() + ROWS_OF_STEP;
    // Opened and closed by the thread that reads: who gives up does not wait for it.
    try (TopicReader topic = TopicReader.open(cluster, topics.work(), open.starts().work())) {
      while (far.partitions() < open.ends().size() && far.compared() < until) {
        PartitionCheck check = checked(far.partitions(), open, topic, far.full());
        for (Candidate one : check.found()) {
          if (kept.size() < MOST_KEPT) {
            kept.add(row(one, far.began()).message(topics.verified()));
          }
        }
        far = far.plus(check.numbers());
      }
    }
    if (far.partitions() < open.ends().size()) {
      return new Done(task.with(far), kept);
    }
    return extra(task.with(far), far, open, kept);
  }

  /**
   * The last of it, where every record was compared: a sample says nothing of keys that are not in
   * it. What was found before is kept also where this cannot be told.
   */
  private Done extra(
      TaskProgress task, VerifyProgress far, Opened open, List<ProducerRecord<byte[], byte[]>> kept)
      throws Trouble {
    Optional<OwnedRows> owned = far.full() ? open.work().owned() : Optional.empty();
    if (owned.isEmpty()) {
      return new Done(task.ended(Optional.empty()), kept);
    }
    RootRun of = open.root();
    UnnamedRows.Run read = new UnnamedRows.Run(root, open.starts(), of.read(), of.amiss());
    UnnamedRows unnamed = new UnnamedRows(cluster, admin, topics, read, owned.get());
    List<ProducerRecord<byte[], byte[]>> all = new ArrayList<>(kept);
    try {
      long rows =
          new ExtraRows(run, far.began(), owned.get(), unnamed)
              .find(row -> {
                if (all.size() < MOST_KEPT) {
                  all.add(row.message(topics.verified()));
                }
              });
      return new Done(task.with(far.plusExtra(rows)).ended(Optional.empty()), all);
    } catch (Refused refused) {
      return new Done(task.ended(Optional.of(String.valueOf(refused.getMessage()))), kept);
    }
  }

  /**
   * A sample is compared without a look at the receipts: where all is equal, none is needed. Where
   * something differs, the record may have failed, or a later one of its key is not in the sample:
   * then all of the partition is compared.
   */
  private PartitionCheck checked(int partition, Opened open, TopicReader topic, boolean full)
      throws Trouble {
    if (!full) {
      RunOutcomes any = RunOutcomes.all(open.runs());
      PartitionCheck sample = check(partition, open, topic, any, Sample.ONE_OF_A_HUNDRED);
      if (sample.found().isEmpty()) {
        return sample;
      }
    }
    return check(partition, open, topic, outcomes(open), Sample.ALL);
  }

  private static PartitionCheck check(
      int partition, Opened open, TopicReader topic, RunOutcomes of, Sample sample) throws Trouble {
    PartitionCheck check = new PartitionCheck(partition, of, open.work(), sample);
    topic.rewind(partition);
    check.read(topic, open.ends().getOrDefault(partition, 0L));
    return check;
  }

  private RunOutcomes outcomes(Opened open) {
    if (outcomes.isEmpty()) {
      outcomes =
          Optional.of(
              RunOutcomes.read(
                  cluster, topics, open.starts(), open.runs(), open.work().keepsFirst()));
    }
    return outcomes.get();
  }

  private Opened open(VerifyWork target) {
    if (opened.isEmpty()) {
      RootRun of = RootRun.read(cluster, topics, root);
      Predicate<String> runs = root::equals;
      if (!root.equals(run)) {
        LetterSurvey replays = LetterSurvey.of(cluster, topics, of, Optional.empty());
        runs = any -> any.equals(root) || replays.isReplay(any);
      }
      opened = Optional.of(new Opened(target, runs, of, ends(topics.work())));
    }
    return opened.get();
  }

  private long end() {
    return ends(topics.verified()).getOrDefault(0, 0L);
  }

  private SortedMap<Integer, Long> ends(String topic) {
    try {
      SortedMap<Integer, Long> ends = new TreeMap<>();
      List<TopicPartition> all =
          TopicOffsets.partitions(admin, List.of(topic)).getOrDefault(topic, List.of());
      TopicOffsets.ends(admin, all).forEach((at, end) -> ends.put(at.partition(), end));
      return ends;
    } catch (ExecutionException e) {
      throw new KafkaException("the end of " + topic + " is not known", e.getCause());
    } catch (InterruptedException e) {
      throw new org.apache.kafka.common.errors.InterruptException(e);
    }
  }

  private VerifiedRow row(Candidate found, long began) {
    DataRecord record = found.at().record();
    return new VerifiedRow(
        run,
        began,
        kind(found.match()),
        found.place(),
        record.key().text(),
        cut(found.key().stream().map(Key::display).collect(Collectors.joining("/"))),
        record.origin().unit(),
        record.origin().line(),
        found.at().run(),
        record.id().split(),
        record.id().ordinal(),
        found.at().partition(),
        found.at().offset(),
        found.match() instanceof Match.Different(List<Difference> all)
            ? all.stream().map(VerifySteps::cut).toList()
            : List.of(),
        found.match() instanceof Match.Unclear(String reason)
            ? Optional.of(cut(reason))
            : Optional.empty());
  }

  private static VerifiedRow.Kind kind(Match match) {
    return switch (match) {
      case Match.Missing ignored -> VerifiedRow.Kind.MISSING;
      case Match.Different ignored -> VerifiedRow.Kind.DIFFERENT;
      case Match.Doubled ignored -> VerifiedRow.Kind.DOUBLED;
      case Match.Unclear ignored -> VerifiedRow.Kind.UNCLEAR;
      case Match.Equal ignored -> throw new IllegalStateException("what is equal is not kept");
    };
  }

  private static Difference cut(Difference one) {
    return new Difference(one.field(), cut(one.expected()), cut(one.found()));
  }

  private static String cut(String text) {
    return Excerpt.of(text, LONGEST);
  }
}
