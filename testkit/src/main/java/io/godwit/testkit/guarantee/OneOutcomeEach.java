package io.godwit.testkit.guarantee;

import io.godwit.common.model.RecordId;
import io.godwit.common.wire.Receipt;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Each record of the work topic has exactly one outcome. A receipt is of a range of one partition,
 * which begins where the one before it has ended: between them there is no gap, and none overlaps
 * another.
 *
 * <p>Receipts of one partition go to several of the receipts topic, between which there is no
 * order: a gap counts where it is still there one look later.
 */
public final class OneOutcomeEach implements Guarantee {

  private final Map<RecordId, Place> places = new HashMap<>();
  private final Map<Integer, Partition> partitions = new TreeMap<>();
  private final Breaches breaches = new Breaches();

  /** Which record of a partition it is, from 0. */
  private record Place(int partition, int number) {}

  /** What is published in a partition, which of it is settled, and how far it was a look ago. */
  private static final class Partition {
    private final List<NamedRecord> records = new ArrayList<>();
    private final BitSet settled = new BitSet();
    private int endBefore;
  }

  /** Of a run of which nothing is seen yet. */
  public OneOutcomeEach() {}

  @Override
  public void see(Seen seen) {
    switch (seen) {
      case Seen.Published published -> published(published);
      case Seen.Settled settled -> settled(settled.receipt());
      case Seen.Looked ignored -> partitions.forEach(this::looked);
      case Seen.Moved ignored -> {}
      case Seen.SetAside ignored -> {}
      case Seen.Wrote ignored -> {}
      case Seen.Deleted ignored -> {}
    }
  }

  private void published(Seen.Published published) {
    Partition partition =
        partitions.computeIfAbsent(published.partition(), ignored -> new Partition());
    Place place = new Place(published.partition(), partition.records.size());
    places.putIfAbsent(published.record().id(), place);
    partition.records.add(NamedRecord.of(published.record()));
  }

  private void settled(Receipt receipt) {
    Optional<Place> before = Optional.empty();
    for (Receipt.Entry entry : receipt.entries()) {
      Optional<Place> here = Optional.ofNullable(places.get(entry.id()));
      if (here.isPresent() && before.isPresent() && !follows(before.get(), here.get())) {
        breaches.add(
            NamedRecord.of(entry)
                + " does not stand behind the one before it in the receipt of "
                + receipt.summary().worker());
      }
      here.ifPresent(place -> settled(place, entry));
      before = here;
    }
  }

  private static boolean follows(Place before, Place here) {
    return here.equals(new Place(before.partition(), before.number() + 1));
  }

  private void settled(Place place, Receipt.Entry entry) {
    BitSet settled = of(place.partition()).settled;
    if (settled.get(place.number())) {
      breaches.add(NamedRecord.of(entry) + " has one more outcome, " + entry.end());
    }
    settled.set(place.number());
  }

  private Partition of(int number) {
    return partitions.computeIfAbsent(number, ignored -> new Partition());
  }

  private void looked(int number, Partition partition) {
    int reached = partition.settled.nextClearBit(0);
    if (reached < partition.endBefore) {
      breaches.add(
          partition.records.get(reached)
              + " has no outcome, and one behind it in partition "
              + number
              + " has");
    }
    partition.endBefore = partition.settled.length();
  }

  @Override
  public void check(FinishedRun run) {
    partitions.forEach((number, partition) -> {
      int reached = partition.settled.nextClearBit(0);
      if (reached < partition.records.size()) {
        breaches.add(
            partition.records.get(reached) + " of partition " + number + " has no outcome");
      }
    });
    breaches.requireNone("each record has one outcome, partition after partition without a gap");
  }
}
