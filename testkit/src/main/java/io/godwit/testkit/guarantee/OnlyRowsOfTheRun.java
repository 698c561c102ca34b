package io.godwit.testkit.guarantee;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.RecordId;
import io.godwit.common.wire.Receipt;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Every row that was ever committed at the target is that of a record which has ended as written:
 * never one of a failed or dropped record, not even for a moment, and none that is deleted again.
 */
public final class OnlyRowsOfTheRun implements Guarantee {

  private final TargetRows rows;
  private final Map<RecordId, String> keys = new HashMap<>();
  private final Map<String, NamedRecord> records = new HashMap<>();
  private final Map<String, Receipt.End> ends = new HashMap<>();
  private final Set<String> written = new LinkedHashSet<>();
  private final Set<String> strange = new HashSet<>();
  private final Breaches breaches = new Breaches();

  /** Of a run of which nothing is seen yet. */
  public OnlyRowsOfTheRun(TargetRows rows) {
    this.rows = rows;
  }

  @Override
  public void see(Seen seen) {
    switch (seen) {
      case Seen.Published published -> published(published.record());
      case Seen.Wrote wrote -> wrote(wrote.row());
      case Seen.Deleted deleted -> breaches.add("the row " + deleted.row() + " was deleted");
      case Seen.Settled settled -> settled.receipt().entries().forEach(this::settled);
      case Seen.Moved ignored -> {}
      case Seen.SetAside ignored -> {}
      case Seen.Looked ignored -> {}
    }
  }

  private void published(DataRecord record) {
    String key = rows.keyOf(record);
    keys.put(record.id(), key);
    records.put(key, NamedRecord.of(record));
  }

  /** Its record was published before, and so was seen before. */
  private void wrote(Map<String, String> row) {
    String key = rows.keyOf(row).orElse("");
    if (records.containsKey(key)) {
      written.add(key);
    } else if (strange.add(key)) {
      breaches.add("the row " + row + " is of no record of the run");
    }
  }

  /** Of several records of one key one that is written accounts for the row. */
  private void settled(Receipt.Entry entry) {
    String key = keys.getOrDefault(entry.id(), "");
    switch (entry.end()) {
      case WRITTEN, UNCHANGED -> ends.put(key, entry.end());
      case DROPPED, FAILED -> ends.putIfAbsent(key, entry.end());
    }
  }

  @Override
  public void check(FinishedRun run) {
    for (String key : written) {
      Receipt.End end = ends.getOrDefault(key, Receipt.End.WRITTEN);
      boolean isRight =
          switch (end) {
            case WRITTEN, UNCHANGED -> true;
            case DROPPED, FAILED -> false;
          };
      if (!isRight) {
        breaches.add(
            Objects.requireNonNull(records.get(key))
                + " has ended as "
                + end
                + ", and its row '"
                + key
                + "' was committed");
      }
    }
    breaches.requireNone("only rows of records that are written stand at the target");
  }
}
