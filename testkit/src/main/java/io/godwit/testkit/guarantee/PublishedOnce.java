package io.godwit.testkit.guarantee;

import io.godwit.common.model.RecordId;
import io.godwit.common.model.Split;
import io.godwit.common.wire.Receipt;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Each record that the planner counted is published exactly once, as work or as one that could not
 * be read, and in a partition those of a split stand in the order of the split.
 */
public final class PublishedOnce implements Guarantee {

  private final RecordSet work = new RecordSet();
  private final RecordSet unreadable = new RecordSet();
  private final RecordSet both = new RecordSet();
  private final Map<Lane, Long> last = new HashMap<>();
  private final Map<Integer, Split> splits = new TreeMap<>();
  private final Breaches breaches = new Breaches();

  /** What of a split goes through one partition. */
  private record Lane(int partition, int split) {}

  /** Of a run of which nothing is seen yet. */
  public PublishedOnce() {}

  @Override
  public void see(Seen seen) {
    switch (seen) {
      case Seen.Published published -> published(published);
      case Seen.Settled settled -> settled.receipt().entries().forEach(this::settled);
      case Seen.Moved moved ->
          splits.put(moved.progress().split().number(), moved.progress().split());
      case Seen.SetAside ignored -> {}
      case Seen.Wrote ignored -> {}
      case Seen.Deleted ignored -> {}
      case Seen.Looked ignored -> {}
    }
  }

  private void published(Seen.Published published) {
    RecordId id = published.record().id();
    String named =
        NamedRecord.of(published.record())
            + " at offset "
            + published.offset()
            + " of partition "
            + published.partition();
    if (!work.add(id)) {
      breaches.add(named + " is published once more");
    }
    both.add(id);
    long before = last.getOrDefault(new Lane(published.partition(), id.split()), -1L);
    if (before >= id.ordinal()) {
      breaches.add(named + " stands behind record " + before + " of its split");
    }
    last.put(new Lane(published.partition(), id.split()), id.ordinal());
  }

  /** What is not work and has an outcome is a record that the producer could not read. */
  private void settled(Receipt.Entry entry) {
    if (work.contains(entry.id())) {
      return;
    }
    if (entry.end() != Receipt.End.FAILED) {
      breaches.add(
          NamedRecord.of(entry) + " has ended as " + entry.end() + " and was never published");
    } else if (!unreadable.add(entry.id())) {
      breaches.add(NamedRecord.of(entry) + " is told unreadable once more");
    }
    both.add(entry.id());
  }

  @Override
  public void check(FinishedRun run) {
    if (splits.isEmpty()) {
      breaches.add("no split was ever seen");
    }
    for (Split split : splits.values()) {
      long missing = both.firstMissing(split.number());
      long end = both.end(split.number());
      if (missing < split.records()) {
        breaches.add(
            "record "
                + missing
                + " of split "
                + split.number()
                + ", "
                + split.unit()
                + ", is missing");
      }
      if (end > split.records()) {
        breaches.add(
            "split "
                + split.number()
                + " has "
                + split.records()
                + " records, and one at "
                + (end - 1));
      }
    }
    breaches.requireNone("each record is published once, in the order of its split");
  }
}
