package io.godwit.jdbc.postgresql;

import static io.godwit.jdbc.postgresql.TestSchema.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.Answer;
import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spi.sink.SupportsBaseline;
import io.godwit.jdbc.sql.fit.Table;
import java.sql.SQLException;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A table that is altered while a sink is open: no wrong value, no row twice, no clean failure. */
class AlteredTableTest {

  private static final String TABLE =
      "create table t (id int primary key, qty int, note varchar(20), spare int)";

  private static List<DataRecord> batch(int from) {
    return IntStream.range(from, from + 50)
        .mapToObj(i -> record("id", i, "qty", i, "note", "n" + i))
        .toList();
  }

  /** Texts of a CSV file go in text form, numbers in binary form. */
  private static List<DataRecord> texts(int from) {
    return IntStream.range(from, from + 50)
        .mapToObj(i -> record("id", "" + i, "qty", "" + i, "note", "n" + i))
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "alter table t alter qty type real",
        "alter table t alter qty type bigint",
        "alter table t alter qty type smallint",
        "alter table t alter qty type numeric(12,2)",
        "alter table t alter qty type text",
        "alter table t alter id type bigint",
        "alter table t alter note type text",
        "alter table t alter note type varchar(4) using left(note, 4)",
        "alter table t drop spare",
        "alter table t add more text",
        "alter table t add more text not null default 'x'",
        "alter table t alter qty set not null",
        "alter table t rename to u; alter table u rename to t",
        "grant select on t to public",
        "analyze t",
        "vacuum full t",
        "create index on t (note)",
        "reindex table t",
        "alter table t rename constraint t_pkey to other",
        "alter table t drop constraint t_pkey; create unique index on t (id)",
        "comment on table t is 'x'",
        "alter table t set (fillfactor = 50)"
      })
  void whereEveryFieldHasAnExactPlaceItGoesOn(String change) throws Exception {
    try (var schema = new TestSchema(TABLE);
        var sink = schema.sink("t", "id")) {
      assertThat(sink.write(batch(0))).containsOnly(Outcome.Written.WRITTEN);
      assertThat(sink.write(batch(25))).containsOnly(Outcome.Written.WRITTEN);
      for (String statement : change.split(";")) {
        schema.execute(statement);
      }

      assertThat(sink.write(batch(50))).containsOnly(Outcome.Written.WRITTEN);
      assertThat(sink.write(texts(100))).containsOnly(Outcome.Written.WRITTEN);
      assertThat(
              schema.rows(
                  "select count(*), count(distinct id), min(id), max(id),"
                      + " bool_and(qty::numeric = id and note = 'n' || id) from t"))
          .containsExactly("150|150|0|149|t");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "alter table t drop constraint t_pkey; t_pkey; alter table t add primary key (id)",
        "create unique index extra on t (note); extra; drop index extra",
        "alter table t add constraint few check (qty < 20) not valid; few;"
            + " alter table t drop constraint few",
        "alter table t add foreign key (qty) references p not valid; FOREIGN KEY;"
            + " alter table t drop constraint t_qty_fkey",
        "alter table t add more int not null default 0, alter spare set not null; spare;"
            + " alter table t drop more, alter spare drop not null",
        "alter table t alter spare set not null; spare; alter table t alter spare drop not null",
        "alter table t drop qty; qty; alter table t add qty int",
        "alter table t rename qty to quantity; qty; alter table t rename quantity to qty",
        "alter table t alter qty type boolean using true; qty;"
            + " alter table t alter qty type int using 0",
        "alter table t alter qty type date using null; qty;"
            + " alter table t alter qty type int using 0",
        "alter table t alter id type text; id; alter table t alter id type int using id::int",
        "alter table t alter note type varchar(1) using 'x'; varchar|character varying(1);"
            + " alter table t alter note type varchar(20)"
      })
  void whatIsLostOrAskedAnewIsTroubleUntilItIsChangedBack(String change, String named, String back)
      throws Exception {
    assertStopsUntilChangedBack(change, named, back);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "create trigger g before insert on t for each row execute function stay(); trigger g;"
            + " drop trigger g on t",
        "create rule r as on insert to t do also notify x; rule r; drop rule r on t",
        "alter table t enable row level security; row security;"
            + " alter table t disable row level security",
        "create policy p on t using (true); policy p; drop policy p on t",
        "alter table t rename to u; t; alter table u rename to t"
      })
  void whatMayDoSomethingElseWithARowIsTroubleUntilItIsChangedBack(
      String change, String named, String back) throws Exception {
    assertStopsUntilChangedBack(change, named, back);
  }

  private static void assertStopsUntilChangedBack(String change, String named, String back)
      throws Exception {
    try (var schema =
            new TestSchema(
                TABLE,
                "create table p (n int primary key)",
                "create function stay() returns trigger language plpgsql as $$ begin"
                    + " new.qty = 0; return new; end $$");
        var sink = schema.sink("t", "id")) {
      schema.execute("alter table t alter spare set default 7");
      sink.write(batch(0));
      schema.execute("update t set spare = null where false");
      if (change.contains("spare")) {
        schema.execute("alter table t alter spare drop default; update t set spare = 1");
        sink.write(batch(0));
      }
      schema.execute(change);

      for (int attempt = 0; attempt < 2; attempt++) {
        assertThatThrownBy(() -> sink.write(batch(50)))
            .isInstanceOfSatisfying(
                Trouble.class, t -> assertThat(t.code()).isEqualTo(ErrorCode.TARGET_ALTERED))
            .satisfies(e -> assertThat(named.split("\\|")).anyMatch(e.getMessage()::contains));
      }
      schema.execute(back);
      if (change.contains("drop qty")) {
        // The column is back, and what was in it is not.
        assertThatThrownBy(() -> sink.write(batch(50)))
            .isInstanceOf(Trouble.class)
            .hasMessageContaining("another one");
      } else {
        assertThat(sink.write(batch(50))).containsOnly(Outcome.Written.WRITTEN);
        assertThat(schema.rows("select count(*), count(distinct id) from t"))
            .containsExactly("100|100");
      }
    }
  }

  /** What a record was refused for before the change is its own fault after it, too. */
  @Test
  void aNullThatWasNeverTakenFailsItsRecordWhateverTheTypeIsNow() throws Exception {
    try (var schema = new TestSchema("create table t (id int primary key, n int not null)");
        var sink = schema.sink("t", "id")) {
      sink.write(List.of(record("id", 0, "n", 0)));
      schema.execute("alter table t alter n type text");

      List<Answer> answers =
          sink.write(
              List.of(
                  record("id", 1, "n", 1),
                  record("id", 2, "n", io.godwit.common.model.value.Value.Null.NULL),
                  record("id", 3)));

      assertThat(answers.getFirst()).isEqualTo(Outcome.Written.WRITTEN);
      assertThat(answers.subList(1, 3)).hasOnlyElementsOfType(Outcome.Failed.class);
    }
  }

  @Test
  void anotherTableOfTheNameIsRefused() throws Exception {
    try (var schema = new TestSchema(TABLE);
        var sink = schema.sink("t", "id")) {
      sink.write(batch(0));
      schema.execute("alter table t rename to old; create table t (like old including all)");

      assertThatThrownBy(() -> sink.write(batch(50)))
          .isInstanceOfSatisfying(
              Refused.class, r -> assertThat(r.code()).isEqualTo(ErrorCode.TARGET_REPLACED));
      assertThat(schema.rows("select count(*) from t")).containsExactly("0");
    }
  }

  @Test
  void anAlterationWaitsForTheBatchAndNotTheOtherWayRound() throws Exception {
    try (var schema = new TestSchema(TABLE);
        var connection = java.sql.DriverManager.getConnection(schema.url() + "&user=postgres")) {
      Table table = new Catalog().table(connection, io.godwit.jdbc.sql.TableName.parse("t"));
      connection.setAutoCommit(false);
      TableLook.at(
          connection.unwrap(org.postgresql.jdbc.PgConnection.class),
          TableLook.statements(table, true));
      for (String ddl :
          List.of(
              "alter table t alter qty type real",
              "alter table t drop constraint t_pkey",
              "create unique index extra on t (note)",
              "create trigger g before insert on t for each row"
                  + " execute function suppress_redundant_updates_trigger()",
              "alter table t rename to u",
              "alter table t enable row level security")) {
        assertThatThrownBy(() -> schema.execute("set lock_timeout = '50ms'; " + ddl))
            .isInstanceOfSatisfying(
                SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("55P03"));
      }
      schema.execute("insert into t values (1)");
    }
  }

  @Test
  void whatIsAcceptedIsWhatTheRunRestsOnFromThen() throws Exception {
    try (var schema =
            new TestSchema(
                TABLE,
                "create function stay() returns trigger language plpgsql as $$ begin"
                    + " new.spare = 1; return new; end $$");
        var sink = schema.sink("t", "id")) {
      AtomicReference<SortedMap<String, String>> recorded =
          new AtomicReference<>(sink.as(SupportsBaseline.class).baseline());
      sink.as(SupportsBaseline.class).restOn(recorded::get);
      sink.write(batch(0));
      schema.execute(
          "create trigger g before insert on t for each row execute function stay();"
              + "alter table t alter note type varchar(2) using 'x'");
      assertThatThrownBy(() -> sink.write(batch(50))).isInstanceOf(Trouble.class);

      try (var other = schema.sink("t", "id")) {
        assertThat(other.as(SupportsBaseline.class).differences(recorded.get()))
            .hasSize(2)
            .anySatisfy(line -> assertThat(line).startsWith("trigger g is new: CREATE TRIGGER"))
            .contains("column note was character varying(20), is character varying(2)");
        recorded.set(other.as(SupportsBaseline.class).baseline());
      }
      List<Answer> answers = sink.write(batch(50));
      assertThat(answers).hasOnlyElementsOfType(Outcome.Failed.class);
      assertThat(sink.write(List.of(record("id", 1000, "note", "ab"))))
          .containsExactly(Outcome.Written.WRITTEN);
      assertThat(schema.rows("select spare from t where id = 1000")).containsExactly("1");
    }
  }

  @Test
  void aWorkerThatOpensAfterTheAlterationComparesWithWhatTheRunBeganWith() throws Exception {
    try (var schema = new TestSchema(TABLE)) {
      SortedMap<String, String> began;
      try (var first = schema.sink("t", "id")) {
        began = first.as(SupportsBaseline.class).baseline();
      }
      schema.execute("create unique index extra on t (note)");
      try (var second = schema.sink("t", "id")) {
        second.as(SupportsBaseline.class).restOn(() -> began);
        assertThatThrownBy(() -> second.write(batch(0)))
            .isInstanceOf(Trouble.class)
            .hasMessageContaining("extra");
      }
      schema.execute("drop table t; " + TABLE);
      try (var third = schema.sink("t", "id")) {
        assertThatThrownBy(() -> third.as(SupportsBaseline.class).restOn(() -> began))
            .isInstanceOfSatisfying(
                Refused.class, r -> assertThat(r.code()).isEqualTo(ErrorCode.TARGET_REPLACED));
      }
    }
  }
}
