package io.godwit.common.run;

import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.ControlTopic;
import io.godwit.common.kafka.TopicReader;
import io.godwit.common.kafka.Topics;
import io.godwit.common.model.Trouble;
import io.godwit.common.wire.JobEntry;
import io.godwit.common.wire.Json;
import io.godwit.common.wire.OtherVersion;
import io.godwit.common.wire.RunFinish;
import io.godwit.common.wire.RunPlan;
import io.godwit.common.wire.SplitMessages;
import io.godwit.common.wire.SplitProgress;
import io.godwit.common.wire.Total;
import io.godwit.common.wire.TotalKey;
import java.nio.charset.StandardCharsets;
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

  private final Cluster cluster;
  private final TopicReader splits;
  private final TopicReader totals;
  private Optional<Control> control = Optional.empty();
  private final NavigableMap<String, RunNotes> runs = new TreeMap<>();

  private record Control(String run, ControlTopic topic) {}

  private RunWatch(Cluster cluster, TopicReader splits, TopicReader totals) {
    this.cluster = cluster;
    this.splits = splits;
    this.totals = totals;
  }

  /** Follows topics that exist. */
  public static RunWatch open(Cluster cluster, Topics topics, String aggregator) {
    TopicReader splits = TopicReader.open(cluster, topics.splits());
    return new RunWatch(cluster, splits, TopicReader.open(cluster, topics.totals(aggregator)));
  }

  /**
   * A run as the topics have it now. A settled view is whole: all its totals are as final as that
   * of the run.
   *
   * @throws Trouble where another version of Godwit has written of the run, and it has not ended:
   *     how an ended run ended is in its totals, which all versions read
   */
  public RunView view(JobEntry entry) throws Trouble {
    splits.toEnd(this::onSplits);
    totals.toEnd(this::onTotals);
    RunNotes notes = notes(entry.run());
    RunView view = notes.view(entry);
    boolean ended = notes.finish().filter(view::isEndedBy).isPresent();
    if (notes.unreadable().isPresent() && !ended) {
      throw notes.unreadable().get().at("the plan of run " + entry.run() + " of " + entry.job());
    }
    if (!view.settled()) {
      return view.with(control(entry).standing().desired().pause());
    }
    // The read above may have stopped between two totals of one commit. The run's total is the last
    // to change, so the end of the topic as it is now lies behind all the others.
    totals.toEnd(this::onTotals);
    return notes(entry.run()).view(entry);
  }

  /** A settled run has nothing to pause, so this is opened only while one is on its way. */
  private ControlTopic control(JobEntry entry) {
    if (control.filter(open -> open.run().equals(entry.run())).isEmpty()) {
      control.ifPresent(before -> before.topic().close());
      control = Optional.empty();
      control =
          Optional.of(
              new Control(entry.run(), new ControlTopic(cluster, entry.job(), entry.run())));
    }
    return control.orElseThrow().topic();
  }

  /** How a run ended; empty while its report is not written. */
  public Optional<RunFinish> finished(String run) {
    totals.toEnd(this::onTotals);
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
    splits.close();
    totals.close();
    control.ifPresent(open -> open.topic().close());
  }
}
