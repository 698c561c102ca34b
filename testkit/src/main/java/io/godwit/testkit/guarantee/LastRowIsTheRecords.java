package io.godwit.testkit.guarantee;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.RecordId;
import io.godwit.common.wire.Receipt;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What was last committed under a key is the row of the record that stands last among those of the
 * key, whoever wrote it how often: also of a worker that was suspended and came back.
 */
public final class LastRowIsTheRecords implements Guarantee {

  private final TargetRows rows;
  private final Map<RecordId, Wanted> published = new HashMap<>();
  private final Map<String, Wanted> wanted = new HashMap<>();
  private final Map<String, Map<String, String>> last = new HashMap<>();
  private final Breaches breaches = new Breaches();

  /** The row of a record, and the how manieth it was: those of one key are in one partition. */
  private record Wanted(long number, NamedRecord record, String key, Map<String, String> row) {}

  /** Of a run of which nothing is seen yet. */
  public LastRowIsTheRecords(TargetRows rows) {
    this.rows = rows;
  }

  @Override
  public void see(Seen seen) {
    switch (seen) {
      case Seen.Published work -> published(work.record());
      case Seen.Wrote wrote -> rows.keyOf(wrote.row()).ifPresent(key -> last.put(key, wrote.row()));
      case Seen.Deleted deleted -> rows.keyOf(deleted.row()).ifPresent(last::remove);
      case Seen.Settled settled ->
          settled.receipt().entries().stream()
              .filter(entry -> entry.end() == Receipt.End.WRITTEN)
              .flatMap(entry -> Optional.ofNullable(published.get(entry.id())).stream())
              .forEach(end -> wanted.merge(end.key(), end, LastRowIsTheRecords::later));
      case Seen.Moved ignored -> {}
      case Seen.SetAside ignored -> {}
      case Seen.Looked ignored -> {}
    }
  }

  private void published(DataRecord record) {
    Wanted row =
        new Wanted(published.size(), NamedRecord.of(record), rows.keyOf(record), rows.of(record));
    published.put(record.id(), row);
  }

  private static Wanted later(Wanted one, Wanted other) {
    return one.number() > other.number() ? one : other;
  }

  @Override
  public void check(FinishedRun run) {
    wanted.forEach((key, record) -> {
      Map<String, String> row = last.getOrDefault(key, Map.of());
      record
          .row()
          .forEach((column, value) -> {
            if (!value.equals(row.get(column))) {
              breaches.add(
                  record.record()
                      + " has "
                      + column
                      + " "
                      + value
                      + ", and its row has "
                      + Objects.requireNonNullElse(row.get(column), "none"));
            }
          });
    });
    breaches.requireNone("the last row of a key is that of its last record");
  }
}
