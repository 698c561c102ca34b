package io.godwit.aggregator.topology;

import io.godwit.common.model.Tally;
import io.godwit.common.wire.Receipt;
import io.godwit.common.wire.Total;
import io.godwit.common.wire.TotalKey;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KeyValue;

/** What one receipt adds to the totals. */
final class Increments {

  private Increments() {}

  /**
   * One increment a total that the receipt touches, by the text of its key. The run's comes last:
   * {@link TotalsTopology} says why.
   */
  static List<KeyValue<String, Total>> of(Receipt.Summary receipt) {
    String run = receipt.run();
    long at = receipt.at();
    List<KeyValue<String, Total>> increments = new ArrayList<>();
    receipt
        .splits()
        .forEach((split, tally) ->
            increments.add(increment(new TotalKey.OfSplit(run, split), tally, at)));
    receipt
        .failures()
        .forEach((code, count) ->
            increments.add(
                increment(new TotalKey.OfCode(run, code), new Tally(0, 0, 0, count), at)));
    Tally tally = receipt.tally();
    increments.add(increment(new TotalKey.OfWorker(run, receipt.worker()), tally, at));
    long more = receipt.rows() - tally.written();
    if (more != 0) {
      increments.add(increment(new TotalKey.OfMoreRows(run), new Tally(more, 0, 0, 0), at));
    }
    increments.add(increment(new TotalKey.OfRun(run), tally, at));
    return increments;
  }

  private static KeyValue<String, Total> increment(TotalKey key, Tally tally, long at) {
    return KeyValue.pair(key.text(), new Total(tally, at, at));
  }
}
