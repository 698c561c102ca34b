package io.godwit.aggregator.topology;

import io.godwit.common.wire.Total;
import io.godwit.common.wire.TotalKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.TimestampedKeyValueStore;

/**
 * Deletes the totals of ended runs from the store; the store's changelog and the totals topic get a
 * tombstone each.
 *
 * <p>Which runs have ended it is told, and does not guess by their ids: those sort by the clocks of
 * the machines that began them, and the totals of the current run must never go. What a worker that
 * is cut off still settles for an ended run begins a total of it anew, which nobody reads.
 */
final class ForgetEnded extends ContextualProcessor<String, Total, Void, Void> {

  private static final Duration EVERY = Duration.ofSeconds(1);

  private final Set<String> ended;

  /**
   * A processor.
   *
   * @param ended to which others add runs that are over, and from which it takes them; safe for any
   *     thread
   */
  ForgetEnded(Set<String> ended) {
    this.ended = ended;
  }

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    super.init(context);
    context.schedule(EVERY, PunctuationType.WALL_CLOCK_TIME, now -> forget());
  }

  @Override
  public void process(Record<String, Total> increment) {
    // The fold counts it.
  }

  private void forget() {
    if (!ended.isEmpty()) {
      Set<String> taken = Set.copyOf(ended);
      forget(taken, context().getStateStore(TotalsTopology.STORE));
      ended.removeAll(taken);
    }
  }

  private static void forget(Set<String> runs, TimestampedKeyValueStore<String, Total> store) {
    List<String> keys = new ArrayList<>();
    try (KeyValueIterator<String, ?> totals = store.all()) {
      while (totals.hasNext()) {
        KeyValue<String, ?> total = totals.next();
        if (runs.contains(TotalKey.runOf(total.key))) {
          keys.add(total.key);
        }
      }
    }
    keys.forEach(store::delete);
  }
}
