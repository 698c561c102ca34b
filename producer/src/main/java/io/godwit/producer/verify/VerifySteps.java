package io.godwit.producer.verify;

import io.godwit.common.kafka.BrokerMessages;
import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.TopicOffsets;
import io.godwit.common.kafka.TopicReader;
import io.godwit.common.kafka.Topics;
import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Difference;
import io.godwit.common.model.ErrorCode;
import io.godwit.common.model.Excerpt;
import io.godwit.common.model.Key;
import io.godwit.common.model.Match;
import io.godwit.common.model.Refused;
import io.godwit.common.model.Trouble;
import io.godwit.common.replay.LetterSurvey;
import io.godwit.common.replay.RootRun;
import io.godwit.common.wire.TaskProgress;
import io.godwit.common.wire.VerifiedRow;
import io.godwit.common.wire.VerifyProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
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
public final class VerifySteps implements AutoCloseable {

  /** A step ends behind the partition in which it has compared so many rows. */
  private static final long ROWS_OF_STEP = 200_000;

  /** What is kept of one step; what is beyond is counted. */
  private static final int MOST_KEPT = 50_000;

  private static final int LONGEST = 200;

  private final Cluster cluster;
  private final Admin admin;
  private final Topics topics;
  private final String run;
  private final String root;
  private final Optional<VerifyWork> work;
  private Optional<Opened> opened = Optional.empty();

  /** What is read once for all steps. */
  private record Opened(
      VerifyWork work, RunOutcomes outcomes, SortedMap<Integer, Long> ends, TopicReader topic) {}

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
      return next(task, far, target);
    } catch (Refused refused) {
      return new Done(
          task.with(far).ended(Optional.of(String.valueOf(refused.getMessage()))), List.of());
    } catch (KafkaException e) {
      throw new Trouble(ErrorCode.BROKER_UNREACHABLE, BrokerMessages.about(e).what(), e);
    }
  }

  private Done next(TaskProgress task, VerifyProgress begun, VerifyWork target) throws Trouble {
    Opened open = open(target);
    VerifyProgress far = begun.keptFrom(end());
    List<ProducerRecord<byte[], byte[]>> kept = new ArrayList<>();
    long until = far.compared() + ROWS_OF_STEP;
    while (far.partitions() < open.ends().size() && far.compared() < until) {
      int partition = far.partitions();
      PartitionCheck check = checked(partition, open, far.full());
      for (Candidate one : check.found()) {
        if (kept.size() < MOST_KEPT) {
          kept.add(row(one, far.began()).message(topics.verified()));
        }
      }
      far = far.plus(check.numbers());
    }
    TaskProgress now = task.with(far);
    return new Done(
        far.partitions() < open.ends().size() ? now : now.ended(Optional.empty()), kept);
  }

  /** Where a sample differs, a later record that is not in it may be why: all is compared then. */
  private PartitionCheck checked(int partition, Opened open, boolean full) throws Trouble {
    PartitionCheck check = check(partition, open, full ? Sample.ALL : Sample.ONE_OF_A_HUNDRED);
    return full || check.found().isEmpty() ? check : check(partition, open, Sample.ALL);
  }

  private PartitionCheck check(int partition, Opened open, Sample sample) throws Trouble {
    PartitionCheck check = new PartitionCheck(partition, open.outcomes(), open.work(), sample);
    open.topic().rewind(partition);
    check.read(open.topic(), open.ends().getOrDefault(partition, 0L));
    return check;
  }

  private Opened open(VerifyWork target) {
    if (opened.isEmpty()) {
      RootRun of = RootRun.read(cluster, topics, root);
      if (of.plan().isEmpty()) {
        throw new Refused(
            ErrorCode.VERIFY_REFUSED, "the plan of run " + root + " is not there any more");
      }
      LetterSurvey replays = LetterSurvey.of(cluster, topics, of, Optional.empty());
      RunOutcomes outcomes =
          RunOutcomes.read(
              cluster,
              topics,
              of.starts(),
              any -> any.equals(root) || replays.isReplay(any),
              target.keepsFirst());
      opened =
          Optional.of(
              new Opened(
                  target,
                  outcomes,
                  ends(topics.work()),
                  TopicReader.open(cluster, topics.work(), of.starts().work())));
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

  /** What was opened by the first step. */
  @Override
  public void close() {
    opened.ifPresent(open -> open.topic().close());
    opened = Optional.empty();
  }
}
