package io.godwit.jdbc.sql;

import static io.godwit.jdbc.sql.RunWriter.listener;
import static io.godwit.jdbc.sql.RunWriter.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.Answer;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.BareTexts;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Key;
import io.godwit.common.spec.GoneSpec;
import io.godwit.common.spec.GoneSpec.Act;
import io.godwit.common.spec.SinkSpec;
import io.godwit.common.spi.TableUse;
import io.godwit.common.spi.sink.JobRun;
import io.godwit.common.spi.sink.SupportsUndo;
import io.godwit.common.spi.sink.SupportsUndo.State;
import io.godwit.common.spi.sink.SupportsUndo.Undone;
import io.godwit.jdbc.spec.TableSpec;
import io.godwit.jdbc.sql.tables.TableTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Runs into tables of any dialect are undone, on a real server. */
public interface UndoGround {

  String JOB = "undone";
  int PARTITIONS = 4;

  /** Hears of nothing. */
  SupportsUndo.Listener NOBODY = listener(rows -> {}, new ArrayList<>());

  /** Carries out a statement in the test's own schema; names in backticks are quoted. */
  void execute(String sql) throws Exception;

  /** The rows of a query, columns joined by {@code |}, null as {@code ~}. */
  List<String> rows(String sql) throws Exception;

  /** The target of sinks, which keeps what it takes to undo a run or not. */
  TableTarget target(List<TableSpec> specs, boolean undo) throws Exception;

  /** Columns that take the extremes of the dialect's types, behind {@code id}. */
  String columnsOfEveryType();

  /** Rows of them, the last without any value but {@code id}; ids from 1. */
  List<String> rowsOfEveryType();

  /** Has the column {@code seen} of a table set to another text whenever a row is written. */
  void seeEachWrite(String table) throws Exception;

  /** Drops the schema. */
  @AfterEach
  void close() throws Exception;

  /** Rows of a table, found by a key. */
  static TableSpec spec(String table, String... key) {
    return new TableSpec(table, "app", List.of(key), SinkSpec.Write.UPSERT);
  }

  private static TableSpec clearing(String table, GoneSpec gone) {
    return new TableSpec(
        table,
        "app",
        List.of(),
        SinkSpec.Write.UPSERT,
        false,
        TableSpec.LEDGER,
        false,
        Optional.of(gone));
  }

  /** What an undo has told. */
  record Told(Undone undone, List<SupportsUndo.Left> left) {
    List<String> why() {
      return left.stream().map(row -> Key.display(row.key().value(0)) + ": " + row.why()).toList();
    }
  }

  /** Undoes a run. */
  static Told undo(SupportsUndo target, String run) throws Trouble {
    List<SupportsUndo.Left> left = new ArrayList<>();
    Undone undone = target.undo(new JobRun(JOB, run), PARTITIONS, listener(n -> {}, left));
    assertThat(undone.left()).isEqualTo(left.size());
    return new Told(undone, left);
  }

  private Told writtenAndUndone(TableSpec spec, Document... documents) throws Exception {
    try (TableTarget target = target(List.of(spec), true)) {
      assertThat(new RunWriter(target, "run-1").write(documents))
          .allMatch(Outcome.Written.WRITTEN::equals);
      return undo(target, "run-1");
    }
  }

  /** No value is the worse for it: what every type can hold comes back as it was. */
  @Test
  default void whatWasOverwrittenIsAsItWas() throws Exception {
    execute("create table `Odd one` (id int primary key, " + columnsOfEveryType() + ")");
    List<String> values = rowsOfEveryType();
    for (String row : values) {
      execute("insert into `Odd one` values (" + row + ")");
    }
    List<String> before = rows("select * from `Odd one` order by id");
    Document[] changes = new Document[values.size() + 1];
    for (int i = 0; i <= values.size(); i++) {
      changes[i] = row("id", i + 1, "word", "other");
    }
    Told told = writtenAndUndone(spec("Odd one"), changes);
    assertThat(rows("select * from `Odd one` order by id")).isEqualTo(before);
    assertThat(told.undone()).isEqualTo(new Undone(values.size(), 1, 0, 0));
  }

  @Test
  default void allColumnsOfARowComeBackThoughOneWasWritten() throws Exception {
    execute("create table t (a varchar(20), b int, c int, d int, primary key (b, a))");
    execute("insert into t values ('x', 1, 10, 100), ('y', 1, 20, 200), ('z', 1, null, null)");
    Told told =
        writtenAndUndone(
            spec("t", "a", "b"),
            row("a", "x", "b", 1, "c", 11),
            row("a", "new", "b", 2, "c", 1),
            row("a", "z", "b", 1, "d", 7));
    assertThat(told.undone()).isEqualTo(new Undone(2, 1, 0, 0));
    assertThat(rows("select * from t order by a"))
        .containsExactly("x|1|10|100", "y|1|20|200", "z|1|~|~");
  }

  /** The first pre-image is the one that counts, the last row the one that is compared. */
  @Test
  default void aRowThatIsWrittenAgainAndAgainComesBackAsItWasFirst() throws Exception {
    execute("create table t (id int primary key, name varchar(20))");
    execute("insert into t values (1, 'first')");
    try (TableTarget target = target(List.of(spec("t")), true)) {
      RunWriter writer = new RunWriter(target, "run-1");
      writer.write(row("id", 1, "name", "a"), row("id", 2, "name", "b"));
      writer.write(row("id", 1, "name", "c"), row("id", 1, "name", "d"), row("id", 2, "name", "e"));
      // Another owner, of which nobody knows how far it was.
      RunWriter.after(target, "run-1", 5)
          .write(row("id", 3, "name", "f"), row("id", 1, "name", "g"));
      assertThat(undo(target, "run-1").undone()).isEqualTo(new Undone(1, 2, 0, 0));
      assertThat(rows("select * from t")).containsExactly("1|first");
    }
  }

  @Test
  default void whatOthersChangedSinceIsToldAndLeft() throws Exception {
    execute("create table t (id int primary key, name varchar(20), more varchar(20))");
    execute("insert into t values (1, 'a', 'x'), (2, 'b', 'x'), (3, 'c', 'x'), (7, 'g', 'x')");
    try (TableTarget target = target(List.of(spec("t")), true)) {
      new RunWriter(target, "run-1")
          .write(
              row("id", 1, "name", "A"),
              row("id", 2, "name", "B"),
              row("id", 3, "name", "C"),
              row("id", 4, "name", "D"),
              row("id", 5, "name", "E"),
              row("id", 6, "name", "F"),
              row("id", 7, "name", "G"));
      execute("update t set more = 'theirs' where id in (2, 5)");
      execute("delete from t where id in (3, 6)");
      // Back to what it was: nobody is asked to do it once more.
      execute("update t set name = 'g' where id = 7");
      Told told = undo(target, "run-1");
      assertThat(told.why())
          .containsExactly(
              "2: somebody has changed it since the run",
              "3: somebody has changed it since the run",
              "5: somebody has changed it since the run");
      assertThat(rows("select * from t order by id"))
          .containsExactly("1|a|x", "2|B|theirs", "5|E|theirs", "7|g|x");

      assertThat(undo(target, "run-1").why()).hasSize(3);
      execute("update t set more = 'x' where id = 2");
      assertThat(undo(target, "run-1").why()).hasSize(2);
      assertThat(rows("select name from t where id = 2")).containsExactly("b");
    }
  }

  @Test
  default void theNewestRunIsUndoneFirst() throws Exception {
    execute("create table t (id int primary key, name varchar(20))");
    execute("insert into t values (1, 'before')");
    try (TableTarget target = target(List.of(spec("t")), true)) {
      new RunWriter(target, "run-1")
          .write(row("id", 1, "name", "one"), row("id", 2, "name", "one"));
      new RunWriter(target, "run-2")
          .write(row("id", 1, "name", "two"), row("id", 3, "name", "two"));
      assertThatThrownBy(() -> undo(target, "run-1"))
          .isInstanceOf(Refused.class)
          .hasMessageContaining("undo that first, by --run run-2");
      assertThat(target.kept(JOB))
          .containsExactly(
              new SupportsUndo.Kept("run-2", State.KEPT),
              new SupportsUndo.Kept("run-1", State.KEPT));
      assertThat(undo(target, "run-2").undone()).isEqualTo(new Undone(1, 1, 0, 0));
      assertThat(rows("select * from t order by id")).containsExactly("1|one", "2|one");
      assertThat(undo(target, "run-2").undone()).isEqualTo(Undone.NOTHING);
      assertThat(undo(target, "run-1").undone()).isEqualTo(new Undone(1, 1, 0, 0));
      assertThat(rows("select * from t")).containsExactly("1|before");
      assertThat(target.kept(JOB)).extracting(SupportsUndo.Kept::state).containsOnly(State.UNDONE);
      assertThatThrownBy(() -> undo(target, "run-3")).hasMessageContaining("nothing is kept");
    }
  }

  /** A step is whole or not there; and from the first one on nothing of the run is written. */
  @Test
  default void killedBetweenTwoStepsItGoesOn() throws Exception {
    execute("create table t (id int primary key, name varchar(20))");
    for (int hundred = 0; hundred < 60; hundred++) {
      StringBuilder values = new StringBuilder("(").append(hundred * 100).append(", 'before')");
      for (int id = 1; id < 100; id++) {
        values.append(", (").append(hundred * 100 + id).append(", 'before')");
      }
      execute("insert into t values " + values);
    }
    try (TableTarget target = target(List.of(spec("t")), true)) {
      RunWriter writer = new RunWriter(target, "run-1");
      for (int from = 0; from < 12_000; from += 2000) {
        Document[] some = new Document[2000];
        for (int i = 0; i < some.length; i++) {
          some[i] = row("id", from + i, "name", "run");
        }
        writer.write(some);
      }
      AtomicLong steps = new AtomicLong();
      for (int kill = 1; kill <= 2; kill++) {
        long at = kill;
        steps.set(0);
        assertThatThrownBy(() ->
                target.undo(
                    new JobRun(JOB, "run-1"),
                    PARTITIONS,
                    listener(
                        rows -> {
                          if (steps.incrementAndGet() == at) {
                            throw new CancellationException("killed");
                          }
                        },
                        new ArrayList<>())))
            .isInstanceOf(CancellationException.class);
        assertThat(target.kept(JOB).getFirst().state()).isEqualTo(State.BEGUN);
      }
      assertThatThrownBy(() -> writer.write(row("id", 1, "name", "late")))
          .isInstanceOfSatisfying(
              Trouble.class,
              trouble -> assertThat(trouble.code()).isEqualTo(ErrorCode.LEDGER_TAKEN));
      assertThatThrownBy(() -> new RunWriter(target, "run-1").write(row("id", 1, "name", "late")))
          .isInstanceOf(Trouble.class);
      assertThat(undo(target, "run-1").left()).isEmpty();
      assertThat(rows("select count(*), min(name), max(name), max(id) from t"))
          .containsExactly("6000|before|before|5999");
      assertThat(rows("select count(*) from " + images("t"))).containsExactly("0");
    }
  }

  /** The table that keeps what is known of a table, for SQL. */
  default String images(String table) throws Exception {
    return rows("select table_name from information_schema.tables where table_name like"
            + " 'godwit_undo_"
            + table
            + "_________' and table_schema = "
            + schema())
        .getFirst();
  }

  /** The test's own schema, in SQL. */
  String schema();

  /** What is compared is what the table has, and not what was sent. */
  @Test
  default void triggersThatAlterAreNobodyElse() throws Exception {
    execute("create table t (id int primary key, name varchar(20), seen varchar(20))");
    execute("insert into t values (1, 'a', 'never')");
    seeEachWrite("t");
    Told told = writtenAndUndone(spec("t"), row("id", 1, "name", "A"), row("id", 2, "name", "B"));
    assertThat(told.undone()).isEqualTo(new Undone(0, 1, 0, 1));
    assertThat(told.why()).singleElement().asString().startsWith("1: put back, and a trigger");
    assertThat(rows("select id, name from t")).containsExactly("1|a");
  }

  @Test
  default void rowsThatWereGoneAreThereAgain() throws Exception {
    execute("create table t (id int primary key, name varchar(20))");
    execute("insert into t values (1, 'a'), (2, 'b'), (3, 'c')");
    GoneSpec gone =
        new GoneSpec(Act.DELETE, Optional.of("id > 1"), "99%", Optional.empty(), GoneSpec.NOW);
    try (TableTarget target = target(List.of(clearing("t", gone)), true)) {
      new RunWriter(target, "run-1").write(row("id", 1, "name", "A"), row("id", 4, "name", "D"));
      List<Document> rows = List.of(row("id", 1), row("id", 2), row("id", 3), row("id", 4));
      target.remove("unit", rows, new JobRun(JOB, "run-1"));
      target.remove("unit", rows, new JobRun(JOB, "run-1"));
      assertThat(rows("select * from t")).containsExactly("1|A");
      execute("insert into t values (3, 'theirs')");
      Told told = undo(target, "run-1");
      assertThat(told.undone()).isEqualTo(new Undone(1, 0, 1, 1));
      assertThat(rows("select * from t order by id")).containsExactly("1|a", "2|b", "3|theirs");
      assertThatThrownBy(() -> target.remove("unit", rows, new JobRun(JOB, "run-1")))
          .isInstanceOf(Trouble.class);
    }
  }

  @Test
  default void rowsThatWereMarkedAreMarkedNoMore() throws Exception {
    execute("create table t (id int primary key, state varchar(20))");
    execute("insert into t values (1, 'open'), (2, null), (3, 'open')");
    GoneSpec gone =
        new GoneSpec(Act.MARK, Optional.of(GoneSpec.ALL), "99%", Optional.of("state"), "gone");
    try (TableTarget target = target(List.of(clearing("t", gone)), true)) {
      target.remove("unit", List.of(row("id", 1), row("id", 2)), new JobRun(JOB, "run-1"));
      assertThat(rows("select * from t order by id")).containsExactly("1|gone", "2|gone", "3|open");
      assertThat(undo(target, "run-1").undone()).isEqualTo(new Undone(2, 0, 0, 0));
      assertThat(rows("select * from t order by id")).containsExactly("1|open", "2|~", "3|open");
    }
  }

  /** Children before their parents where rows go, and the other way where they come. */
  @Test
  default void foreignKeysDecideTheOrder() throws Exception {
    execute("create table parent (id int primary key, name varchar(20))");
    execute(
        "create table child (id int primary key, p int not null,"
            + " foreign key (p) references parent (id))");
    execute("insert into parent values (1, 'a')");
    execute("insert into child values (10, 1)");
    List<TableSpec> specs = List.of(spec("parent"), spec("child"));
    try (TableTarget target = target(specs, true)) {
      RunWriter writer = new RunWriter(target, "run-1");
      writer.write(
          List.of(new TableUse(0, BareTexts.NONE)),
          row("id", 1, "name", "A"),
          row("id", 2, "name", "B"),
          row("id", 3, "name", "C"));
      writer.write(
          List.of(new TableUse(1, BareTexts.NONE)), row("id", 10, "p", 2), row("id", 11, "p", 2));
      execute("insert into child values (12, 3)");
      Told told = undo(target, "run-1");
      assertThat(told.why())
          .singleElement()
          .asString()
          .startsWith("3: the database refuses to put it back: ");
      assertThat(rows("select * from parent order by id")).containsExactly("1|a", "3|C");
      assertThat(rows("select * from child order by id")).containsExactly("10|1", "12|3");
      execute("delete from child where id = 12");
      assertThat(undo(target, "run-1").undone()).isEqualTo(new Undone(0, 1, 0, 0));
    }
  }

  @Test
  default void aWriteThatIsRefusedLeavesNothingToUndo() throws Exception {
    execute("create table t (id int primary key, name varchar(20), check (name <> 'bad'))");
    execute("insert into t values (1, 'a')");
    try (TableTarget target = target(List.of(spec("t")), true)) {
      List<Answer> answers =
          new RunWriter(target, "run-1")
              .write(
                  row("id", 1, "name", "bad"),
                  row("id", 2, "name", "bad"),
                  row("id", 3, "name", "good"));
      assertThat(answers.get(2)).isEqualTo(Outcome.Written.WRITTEN);
      assertThat(answers.subList(0, 2)).noneMatch(Outcome.Written.WRITTEN::equals);
      execute("update t set name = 'theirs' where id = 1");
      assertThat(undo(target, "run-1").undone()).isEqualTo(new Undone(0, 1, 0, 0));
      assertThat(rows("select * from t")).containsExactly("1|theirs");
    }
  }
}
