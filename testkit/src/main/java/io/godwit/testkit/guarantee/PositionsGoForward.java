package io.godwit.testkit.guarantee;

import io.godwit.common.wire.Receipt;
import io.godwit.common.wire.run.SplitProgress;
import java.util.Map;
import java.util.TreeMap;

/**
 * The position of a split only goes forward, and stands exactly where its published records end: a
 * producer that resumes there publishes nothing twice and leaves nothing out.
 *
 * <p>Position and records are one transaction. So whoever sees a position finds all records before
 * it; and whoever has seen a record finds, one look later, a position behind it.
 */
public final class PositionsGoForward implements Guarantee {

  private final RecordSet published = new RecordSet();
  private final Map<Integer, SplitProgress> positions = new TreeMap<>();
  private final Map<Integer, Long> endsBefore = new TreeMap<>();
  private final Breaches breaches = new Breaches();

  /** Of a run of which nothing is seen yet. */
  public PositionsGoForward() {}

  @Override
  public void see(Seen seen) {
    switch (seen) {
      case Seen.Published work -> published.add(work.record().id());
      case Seen.Settled settled -> {
        for (Receipt.Entry entry : settled.receipt().entries()) {
          // A record that could not be read is published with its position like any other.
          published.add(entry.id());
        }
      }
      case Seen.Moved moved -> moved(moved.progress());
      case Seen.Looked ignored -> looked();
      case Seen.SetAside ignored -> {}
      case Seen.Wrote ignored -> {}
      case Seen.Deleted ignored -> {}
    }
  }

  private void moved(SplitProgress now) {
    int split = now.split().number();
    long at = now.position().ordinal();
    SplitProgress before = positions.getOrDefault(split, now);
    if (at < before.position().ordinal()) {
      breaches.add(
          "split " + split + " went from " + before.position() + " back to " + now.position());
    }
    if (before.closed() && !now.closed()) {
      breaches.add("split " + split + " was closed and is open again at " + now.position());
    }
    if (published.firstMissing(split) < at) {
      breaches.add(
          "split "
              + split
              + " stands at "
              + at
              + ", and its record "
              + published.firstMissing(split)
              + " is not published");
    }
    positions.put(split, now);
  }

  private void looked() {
    positions.forEach((split, now) -> {
      long end = endsBefore.getOrDefault(split, 0L);
      if (now.position().ordinal() < end) {
        breaches.add(
            "record "
                + (end - 1)
                + " of split "
                + split
                + " is published, and the split stands before it, at "
                + now.position().ordinal());
      }
      endsBefore.put(split, published.end(split));
    });
  }

  @Override
  public void check(FinishedRun run) {
    positions.forEach((split, now) -> {
      if (!now.closed()) {
        breaches.add("split " + split + " is not closed, at " + now.position());
      }
    });
    if (positions.isEmpty()) {
      breaches.add("no position was ever seen");
    }
    breaches.requireNone("positions go forward, exactly with what is published");
  }
}
