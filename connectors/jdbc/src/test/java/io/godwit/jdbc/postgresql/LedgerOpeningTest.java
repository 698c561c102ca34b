package io.godwit.jdbc.postgresql;

import static io.godwit.jdbc.postgresql.TestSchema.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.RecordId;
import io.godwit.common.model.Write;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.value.BareTexts;
import io.godwit.common.spec.SinkSpec;
import io.godwit.common.spec.rule.BrokenRule;
import io.godwit.common.spi.sink.LedgerOwner;
import io.godwit.common.spi.sink.LedgerSpan;
import io.godwit.common.spi.sink.PartitionLedger;
import io.godwit.common.spi.sink.SupportsLedger;
import io.godwit.jdbc.spec.TableSpec;
import io.godwit.jdbc.sql.tables.TableTarget;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a ledger needs of a database is asked for before anything is written, and is named. */
class LedgerOpeningTest {

  private static final String USER = "keeper";

  /** A value of every kind. */
  private static final Object[] KINDS = {
    "id",
    1,
    "a",
    "-32768",
    "b",
    "9223372036854775807",
    "c",
    "1.10",
    "d",
    "1.10",
    "e",
    "0.1",
    "f",
    "-0",
    "g",
    "true",
    "h",
    "\u00e9'\"",
    "i",
    "ab",
    "j",
    "\\x00ff",
    "k",
    "2024-02-29",
    "l",
    "23:59:59.999999",
    "m",
    "1999-01-02T03:04:05.000006",
    "n",
    "1999-01-02T03:04:05Z",
    "o",
    "00000000-0000-0000-0000-000000000001",
    "p",
    "{\"b\": 1, \"a\":2}",
    "q",
    "{\"b\": 1, \"a\":2}",
    "r",
    "{x,NULL}",
    "s",
    "1 day"
  };

  private TestSchema schema;

  @BeforeEach
  void create() throws Exception {
    schema = new TestSchema("create table \"Odd \"\" name\" (id int primary key, v text)");
    schema.execute(
        "do 'begin if not exists (select from pg_roles where rolname = ''keeper'') then"
            + " create role keeper login; end if; end'");
    schema.execute("grant usage on schema " + schema.name() + " to " + USER);
    schema.execute("grant insert, update on \"Odd \"\" name\" to " + USER);
    schema.execute("grant select (id) on \"Odd \"\" name\" to " + USER);
  }

  @AfterEach
  void drop() throws Exception {
    schema.close();
  }

  private static TableSpec spec(SinkSpec.Write write, boolean compare) {
    return new TableSpec(
        "Odd \" name",
        "app",
        List.of("id"),
        write,
        compare,
        "the Ledger's",
        false,
        Optional.empty());
  }

  private TableTarget open(TableSpec spec) throws Exception {
    return TableTarget.open(new PostgresDialect(), List.of(spec), schema.access(USER, 1));
  }

  @Test
  void whoMayNotMakeItIsToldWhatToHaveMade() throws Exception {
    TableSpec spec = spec(SinkSpec.Write.INSERT, false);
    Refused refused = catchThrowableOfType(Refused.class, () -> open(spec));
    assertThat(refused.code()).isEqualTo(ErrorCode.LEDGER_MISSING);
    List<String> needed = TableTarget.needed(new PostgresDialect(), List.of(spec), false);
    assertThat(needed).hasSize(1);
    assertThat(refused).hasMessageContaining(needed.getFirst());

    schema.execute(needed.getFirst());
    Refused unread = catchThrowableOfType(Refused.class, () -> open(spec));
    assertThat(unread.code()).isEqualTo(ErrorCode.LEDGER_MISSING);
    assertThat(unread).hasMessageContaining("grant select, insert, update, delete");

    schema.execute("grant select, insert, update, delete on \"the Ledger's\" to " + USER);
    try (TableTarget target = open(spec)) {
      PartitionLedger ledger =
          ((SupportsLedger) target).ledger(new LedgerOwner("j", "r", 0)).orElseThrow();
      ledger.turnTo(new LedgerSpan(0, 1, 0));
      assertThat(
              ledger
                  .through(target.sink("u", BareTexts.NONE))
                  .write(List.of(Write.of(record("id", 1, "v", "one")))))
          .containsExactly(Outcome.Written.WRITTEN);
    }
    assertThat(schema.rows("select job, page from \"the Ledger's\" order by page"))
        .containsExactly("j|0", "j|1");
  }

  @Test
  void whoMayNotReadIsToldThatComparingReads() throws Exception {
    Refused refused =
        catchThrowableOfType(Refused.class, () -> open(spec(SinkSpec.Write.UPSERT, true)));
    assertThat(refused.code()).isEqualTo(ErrorCode.TARGET_RIGHTS);
    assertThat(refused).hasMessageContaining("are to be compared").hasMessageContaining("grant");
  }

  @Test
  void anUpsertThatComparesNothingNeedsNone() throws Exception {
    TableSpec spec = spec(SinkSpec.Write.UPSERT, false);
    try (TableTarget target = open(spec)) {
      assertThat(target.ledger(new LedgerOwner("j", "r", 0))).isEmpty();
      assertThat(target.forget("j")).isEmpty();
    }
    assertThat(TableTarget.needed(new PostgresDialect(), List.of(spec), false)).isEmpty();
    assertThat(schema.rows("select to_regclass('\"the Ledger''s\"')")).containsExactly("~");
  }

  @Test
  void whatCannotGoTogetherIsRefused() {
    List<TableSpec> mixed =
        List.of(spec(SinkSpec.Write.UPSERT, false), spec(SinkSpec.Write.INSERT, false));
    Refused refused =
        catchThrowableOfType(
            Refused.class, () -> TableTarget.needed(new PostgresDialect(), mixed, false));
    assertThat(refused.code()).isEqualTo(ErrorCode.JOB_INVALID);
    assertThat(catchThrowableOfType(BrokenRule.class, () -> spec(SinkSpec.Write.INSERT, true)))
        .hasMessageContaining("compare goes with upsert");
  }

  /** Every kind of value is the same as itself when it comes again. */
  @Test
  void valuesOfEveryKindAreUnchangedWhenTheyComeAgain() throws Exception {
    schema.execute(
        "create table kinds (id int primary key, a smallint, b bigint, c numeric, d numeric(9,2),"
            + " e real, f double precision, g boolean, h text, i char(5), j bytea, k date, l time,"
            + " m timestamp, n timestamptz, o uuid, p json, q jsonb, r text[], s interval)");
    TableSpec spec =
        new TableSpec(
            "kinds",
            "app",
            List.of("id"),
            SinkSpec.Write.UPSERT,
            true,
            TableSpec.LEDGER,
            false,
            Optional.empty());
    List<Write> writes = List.of(Write.of(record(KINDS)), Write.of(record("id", 2)));
    for (Outcome expected : List.of(Outcome.Written.WRITTEN, Outcome.Unchanged.UNCHANGED)) {
      try (TableTarget target =
          TableTarget.open(new PostgresDialect(), List.of(spec), schema.access())) {
        PartitionLedger ledger =
            target.ledger(new LedgerOwner("j", "r-" + expected, 0)).orElseThrow();
        ledger.turnTo(new LedgerSpan(0, 1, 0));
        assertThat(
                ledger
                    .through(target.sink("u", BareTexts.allBut(Set.of())))
                    .write(
                        IntStream.range(0, 2).mapToObj(i -> numbered(writes.get(i), i)).toList()))
            .containsExactly(expected, expected);
      }
    }
  }

  private static Write numbered(Write write, int number) {
    DataRecord record = write.record();
    return Write.of(
        new DataRecord(new RecordId(0, number), record.key(), record.origin(), record.fields()));
  }
}
