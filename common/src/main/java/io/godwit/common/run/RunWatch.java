package io.godwit.common.run;

import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.ControlTopic;
import io.godwit.common.kafka.TopicReader;
import io.godwit.common.kafka.Topics;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.wire.OtherVersion;
import io.godwit.common.wire.Total;
import io.godwit.common.wire.TotalKey;
import io.godwit.common.wire.run.JobEntry;
import io.godwit.common.wire.run.Json;
import io.godwit.common.wire.run.Ruling;
import io.godwit.common.wire.run.RunFinish;
import io.godwit.common.wire.run.RunPlan;
import io.godwit.common.wire.run.SplitMessages;
import io.godwit.common.wire.run.SplitProgress;
import io.godwit.common.wire.run.TaskProgress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Follows a job's splits topic, the totals of one aggregator and what is wanted of the run, and
 * puts them together. For one thread. Its methods throw {@link
 * org.apache.kafka.common.KafkaException} while the broker is away, and may be called again.
 */
public final class RunWatch implements AutoCloseable {

  /**
   * Runs kept in memory: the newest, since ids sort by time; older ones are of no one's interest.
   */
  private static final int RUNS = 8;

  /** A pause is shown within half a second; nobody acts by what is seen of it here. */
  private static final long CONTROL_NANOS = Duration.ofMillis(400).toNanos();

  private final Cluster cluster;
  private final Topics topics;
  private final TopicReader reader;
  private Optional<Control> control = Optional.empty();
  private final NavigableMap<String, RunNotes> runs = new TreeMap<>();

  /** What is wanted of a run, as it was at a moment. */
  private record Control(String run, ControlTopic topic, Optional<Ruling.Pause> pause, long at) {}

  private RunWatch(Cluster cluster, Topics topics, TopicReader reader) {
    this.cluster = cluster;
    this.topics = topics;
    this.reader = reader;
  }

  /** Follows topics that exist. */
  public static RunWatch open(Cluster cluster, Topics topics, String aggregator) {
    return new RunWatch(
        cluster,
        topics,
        TopicReader.ofAll(cluster, List.of(topics.splits(), topics.totals(aggregator))));
  }

  /**
   * A run as the topics have it now. A settled view is whole: all its totals are as final as that
   * of the run.
   *
   * @throws Trouble where another version of Godwit has written of the run, and it has not ended:
   *     how an ended run ended is in its totals, which all versions read
   */
  public RunView view(JobEntry entry) throws Trouble {
    readOn();
    RunNotes notes = notes(entry.run());
    RunView view = notes.view(entry);
    boolean ended = notes.finish().filter(view::isEndedBy).isPresent();
    if (notes.unreadable().isPresent() && !ended) {
      throw notes.unreadable().get().at("the plan of run " + entry.run() + " of " + entry.job());
    }
    if (!view.settled()) {
      return view.with(pause(entry));
    }
    // The read above may have stopped between two totals of one commit. The run's total is the last
    // to change, so the end of the topic as it is now lies behind all the others.
    readOn();
    return notes(entry.run()).view(entry);
  }

  private void readOn() {
    reader.toEnd(this::accept);
  }

  /** A settled run has nothing to pause, so this is opened only while one is on its way. */
  private Optional<Ruling.Pause> pause(JobEntry entry) {
    if (control.filter(open -> open.run().equals(entry.run())).isEmpty()) {
      control.ifPresent(before -> before.topic().close());
      control = Optional.empty();
      control =
          Optional.of(asked(entry.run(), new ControlTopic(cluster, entry.job(), entry.run())));
    }
    Control known = control.orElseThrow();
    if (System.nanoTime() - known.at() >= CONTROL_NANOS) {
      known = asked(known.run(), known.topic());
      control = Optional.of(known);
    }
    return known.pause();
  }

  private static Control asked(String run, ControlTopic topic) {
    long now = System.nanoTime();
    return new Control(run, topic, topic.standing().desired().pause(), now);
  }

  /** How a run ended; empty while its report is not written. */
  public Optional<RunFinish> finished(String run) {
    readOn();
    return seenFinish(run);
  }

  /** The same as far as the topics have been read, at the last view: it asks nobody. */
  public Optional<RunFinish> seenFinish(String run) {
    return notes(run).finish();
  }

  /** The runs of which it has read totals so far, and still knows. */
  public Set<String> counted() {
    return runs.entrySet().stream()
        .filter(notes -> notes.getValue().firstTotalAt().isPresent())
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /**
   * From where on the totals topic is of a run or of the last one before it, as far as it has been
   * read; empty while it has no totals of the run.
   */
  public OptionalLong totalsKeptFrom(String run) {
    OptionalLong first = notes(run).firstTotalAt();
    if (first.isEmpty()) {
      return first;
    }
    // By their places and not by their ids, which sort by the clocks of several machines.
    return OptionalLong.of(
        runs.values().stream()
            .flatMapToLong(notes -> notes.firstTotalAt().stream())
            .filter(offset -> offset < first.getAsLong())
            .max()
            .orElse(first.getAsLong()));
  }

  private void accept(ConsumerRecord<byte[], byte[]> message) {
    if (message.topic().equals(topics.splits())) {
      onSplits(message);
    } else {
      onTotals(message);
    }
  }

  private void onSplits(ConsumerRecord<byte[], byte[]> message) {
    try {
      SplitMessages.read(message.key(), message.value()).ifPresent(this::accept);
    } catch (OtherVersion e) {
      // It may be of a run that nobody asks for.
      notes(e.run()).unreadable(e);
    }
  }

  private void accept(SplitMessages.Content content) {
    switch (content) {
      case SplitMessages.Content.OfPlan(String run, RunPlan plan) -> notes(run).plan(plan);
      case SplitMessages.Content.OfSplit(String run, SplitProgress progress) ->
          notes(run).progress(progress);
      case SplitMessages.Content.OfTask(String run, TaskProgress progress) ->
          notes(run).progress(progress);
    }
  }

  private void onTotals(ConsumerRecord<byte[], byte[]> message) {
    if (message.value() == null) {
      // Of a run that has ended before the last one: nobody asks for it any more.
      return;
    }
    String text = new String(message.key(), StandardCharsets.UTF_8);
    Optional<TotalKey> key = TotalKey.parse(text);
    if (key.isPresent()) {
      notes(key.get().run())
          .total(key.get(), Json.read(message.value(), Total.class), message.offset());
      return;
    }
    String run = text.substring(0, Math.max(0, text.indexOf('/')));
    // Whatever else a newer aggregator may write is not for this one.
    if (text.equals(RunFinish.key(run))) {
      notes(run).finish(Json.read(message.value(), RunFinish.class));
    }
  }

  private RunNotes notes(String run) {
    RunNotes notes = runs.computeIfAbsent(run, ignored -> new RunNotes());
    if (runs.size() > RUNS) {
      runs.pollFirstEntry();
    }
    return notes;
  }

  @Override
  public void close() {
    reader.close();
    control.ifPresent(open -> open.topic().close());
  }
}
