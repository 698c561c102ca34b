package io.godwit.jdbc.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Origin;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.RecordId;
import io.godwit.common.model.Write;
import io.godwit.common.model.value.BareTexts;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Key;
import io.godwit.common.model.value.Value;
import io.godwit.common.spec.SinkSpec;
import io.godwit.common.spi.Sink;
import io.godwit.common.spi.sink.LedgerOwner;
import io.godwit.common.spi.sink.LedgerSpan;
import io.godwit.common.spi.sink.PartitionLedger;
import io.godwit.jdbc.spec.TableSpec;
import io.godwit.jdbc.sql.tables.TableTarget;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What a ledger and comparing cost: a program, which prints rows a second. */
final class LedgerCost {

  private static final int ROWS = 1_000_000;
  private static final int BATCH = 5_000;

  private static final String COLUMNS =
      " (id bigint %s, name text, amount numeric(12,2), at timestamp)";

  private LedgerCost() {}

  /** Measures; takes a minute. */
  public static void main(String... args) throws Exception {
    try (TestSchema schema =
        new TestSchema(
            "create table plain" + COLUMNS.formatted("primary key"),
            "create table noted" + COLUMNS.formatted("primary key"),
            "create table bag" + COLUMNS.formatted(""))) {
      TableSpec plain = TestSchema.spec("plain", "id");
      TableSpec noted = spec("noted", List.of("id"), SinkSpec.Write.UPSERT, true);
      TableSpec bag = spec("bag", List.of(), SinkSpec.Write.INSERT, false);
      load(schema, plain, "warm up", Outcome.Written.WRITTEN);
      schema.execute("truncate plain");
      load(schema, plain, "upsert, new rows", Outcome.Written.WRITTEN);
      long over = load(schema, plain, "upsert, rows that are there", Outcome.Written.WRITTEN);
      load(schema, noted, "compare, new rows", Outcome.Written.WRITTEN);
      schema.execute("analyze");
      long again = load(schema, noted, "compare, unchanged rows", Outcome.Unchanged.UNCHANGED);
      load(schema, bag, "insert without a key", Outcome.Written.WRITTEN);
      assertThat(again).isLessThan(over);
    }
  }

  private static TableSpec spec(
      String table, List<String> key, SinkSpec.Write write, boolean compare) {
    return new TableSpec(
        table, "app", key, write, compare, TableSpec.LEDGER, false, Optional.empty());
  }

  private static long load(TestSchema schema, TableSpec spec, String what, Outcome expected)
      throws Exception {
    schema.execute("checkpoint");
    try (TableTarget target =
        TableTarget.open(new PostgresDialect(), List.of(spec), schema.access())) {
      Sink sink = target.sink("rows.csv", BareTexts.NONE);
      Optional<PartitionLedger> ledger =
          target.ledger(new LedgerOwner("cost", "run-" + System.nanoTime(), 0));
      Sink through = ledger.isPresent() ? ledger.get().through(sink) : sink;
      long nanos = 0;
      for (int batch = 0; batch < ROWS / BATCH; batch++) {
        List<Write> writes = writes(batch * BATCH);
        LedgerSpan span = new LedgerSpan(batch, batch + 1, Math.max(0, batch - 10));
        long begun = System.nanoTime();
        ledger.ifPresent(noted -> noted.turnTo(span));
        assertThat(through.write(writes)).containsOnly(expected);
        nanos += System.nanoTime() - begun;
      }
      System.out.printf("%-30s %,9d rows/s%n", what, (long) (ROWS / (nanos / 1e9)));
      return nanos;
    }
  }

  private static List<Write> writes(int from) {
    return IntStream.range(from, from + BATCH)
        .mapToObj(id ->
            Write.of(
                new DataRecord(
                    new RecordId(0, id),
                    new Key(String.valueOf(id)),
                    new Origin("rows.csv", id + 2),
                    Document.of("id", new Value.Int64(id))
                        .with("name", new Value.Text("a name of some length " + id))
                        .with("amount", new Value.Decimal(new BigDecimal(id + ".25")))
                        .with(
                            "at",
                            new Value.LocalTimestamp(
                                LocalDateTime.of(2024, 1, 2, 3, 4).plusSeconds(id))))))
        .toList();
  }
}
