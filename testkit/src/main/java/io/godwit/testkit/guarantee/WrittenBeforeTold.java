package io.godwit.testkit.guarantee;

import io.godwit.common.model.RecordId;
import io.godwit.common.wire.Receipt;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A receipt says written only where the row was committed at the target before the receipt was
 * sent.
 *
 * <p>Two clocks are compared, the target's and that of whoever sends receipts: this holds where
 * both are of one machine. The target takes the time when a commit begins, so a receipt that is
 * sent while its commit is under way is not found out.
 */
public final class WrittenBeforeTold implements Guarantee {

  /** The time of a message is cut to the millisecond. */
  private static final Duration CUT = Duration.ofMillis(1);

  private final TargetRows rows;
  private final Map<RecordId, String> keys = new HashMap<>();
  private final Map<String, Instant> first = new HashMap<>();
  private final Breaches breaches = new Breaches();

  /** Of a run of which nothing is seen yet. */
  public WrittenBeforeTold(TargetRows rows) {
    this.rows = rows;
  }

  @Override
  public void see(Seen seen) {
    switch (seen) {
      case Seen.Published published ->
          keys.put(published.record().id(), rows.keyOf(published.record()));
      case Seen.Wrote wrote ->
          rows.keyOf(wrote.row()).ifPresent(key -> first.putIfAbsent(key, wrote.at()));
      case Seen.Settled settled ->
          settled.receipt().entries().stream()
              .filter(entry -> entry.end() == Receipt.End.WRITTEN)
              .forEach(entry -> told(entry, settled.at()));
      case Seen.Moved ignored -> {}
      case Seen.SetAside ignored -> {}
      case Seen.Deleted ignored -> {}
      case Seen.Looked ignored -> {}
    }
  }

  private void told(Receipt.Entry entry, Instant at) {
    String key = keys.getOrDefault(entry.id(), "");
    Optional<Instant> written = Optional.ofNullable(first.get(key));
    if (written.isEmpty()) {
      breaches.add(
          NamedRecord.of(entry) + " was told written, and the target has no row '" + key + "'");
    } else if (!written.get().isBefore(at.plus(CUT))) {
      breaches.add(
          NamedRecord.of(entry)
              + " was told written at "
              + at
              + ", and its row '"
              + key
              + "' was committed at "
              + written.get());
    }
  }

  @Override
  public void check(FinishedRun run) {
    if (first.isEmpty()) {
      breaches.add("no row was ever seen at the target");
    }
    breaches.requireNone("what is told written stands at the target");
  }
}
