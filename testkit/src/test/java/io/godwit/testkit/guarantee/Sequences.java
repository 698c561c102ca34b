package io.godwit.testkit.guarantee;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Origin;
import io.godwit.common.model.Position;
import io.godwit.common.model.RecordId;
import io.godwit.common.model.Split;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Key;
import io.godwit.common.model.value.Value;
import io.godwit.common.wire.Lineage;
import io.godwit.common.wire.Receipt;
import io.godwit.common.wire.letter.DeadLetters;
import io.godwit.common.wire.run.SplitProgress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * What may be seen of a run of one split, whose record with the ordinal {@code n} stands in line
 * {@code n + 2} and has the fields {@code id} n and {@code name}, {@code row n}.
 */
final class Sequences {

  static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

  private static final FinishedRun RUN = new FinishedRun("", "job", Path.of("run"), Set.of());

  private Sequences() {}

  /** What a guarantee says of a run at its end; empty where it is kept. */
  static String breach(Guarantee guarantee, Seen... sequence) {
    List.of(sequence).forEach(guarantee::see);
    try {
      guarantee.check(RUN);
      return "";
    } catch (AssertionError broken) {
      return String.valueOf(broken.getMessage());
    }
  }

  static Seen published(int partition, long ordinal) {
    return published(partition, ordinal, ordinal);
  }

  /** A record that has the id of another. */
  static Seen published(int partition, long ordinal, long id) {
    Document fields =
        Document.of("id", new Value.Int64(id)).with("name", new Value.Text("row " + ordinal));
    return new Seen.Published(
        partition,
        ordinal,
        new DataRecord(
            new RecordId(0, ordinal), new Key(Long.toString(id)), origin(ordinal), fields));
  }

  private static Origin origin(long ordinal) {
    return new Origin("rows.csv", ordinal + 2);
  }

  /** The split has three records. */
  static Seen moved(long ordinal) {
    return new Seen.Moved(
        new SplitProgress(
            new Split(0, "rows.csv", "", 3),
            new Position(ordinal, Long.toString(ordinal)),
            ordinal == 3));
  }

  static Seen settled(Receipt.End end, long... ordinals) {
    List<Receipt.Entry> entries =
        LongStream.of(ordinals)
            .mapToObj(ordinal ->
                new Receipt.Entry(
                    new RecordId(0, ordinal), ordinal + 2, Optional.of("" + ordinal), end))
            .toList();
    Receipt.Summary summary =
        new Receipt.Summary("run", Receipt.Kind.LOAD, "worker-1", 0, Map.of(), Map.of());
    return new Seen.Settled(NOON, new Receipt(summary, entries));
  }

  static Seen setAside(long ordinal) {
    return new Seen.SetAside(
        new DeadLetters.DeadLetter(
            "run",
            new RecordId(0, ordinal),
            Optional.empty(),
            origin(ordinal),
            new Failure(ErrorCode.VALUE_UNSUPPORTED, "no"),
            Optional.empty(),
            Lineage.ofRoot("run")));
  }

  /** A row of a record, so long after noon. */
  static Seen wrote(long millis, long id, String name) {
    return new Seen.Wrote(
        NOON.plusMillis(millis), Map.of("id", Long.toString(id), "name", name, "more", "x"));
  }
}
