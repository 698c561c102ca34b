package io.godwit.jdbc.sql;

import static io.godwit.jdbc.sql.RunWriter.row;
import static io.godwit.jdbc.sql.UndoGround.spec;
import static io.godwit.jdbc.sql.UndoGround.undo;
import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Key;
import io.godwit.common.model.value.Value;
import io.godwit.common.spi.sink.JobRun;
import io.godwit.common.spi.sink.LedgerOwner;
import io.godwit.common.spi.sink.SupportsUndo;
import io.godwit.common.spi.sink.SupportsUndo.Undone;
import io.godwit.jdbc.sql.tables.TableTarget;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What is kept to undo runs is forgotten: of old runs, and of one key's rows. */
public interface ForgottenRowsGround extends UndoGround {

  /** The type of a column of a few bytes that a key may have. */
  String bytesType();

  private static Predicate<Document> key(Object... parts) {
    return row -> {
      for (int i = 0; i < parts.length; i++) {
        if (!Key.display(row.value(i)).equals(parts[i].toString())) {
          return false;
        }
      }
      return true;
    };
  }

  private static Document odd(byte[] bytes, LocalDate day, String name) {
    return Document.of(
        Map.of(
            "k", new Value.Binary((byte) 0, bytes),
            "d", new Value.Date(day),
            "name", new Value.Text(name)));
  }

  @Test
  default void whatIsKeptIsForgotten() throws Exception {
    execute("create table t (id int primary key, name varchar(20))");
    try (TableTarget target = target(List.of(spec("t")), true)) {
      new RunWriter(target, "run-1").write(row("id", 1, "name", "one"));
      new RunWriter(target, "run-2").write(row("id", 1, "name", "two"));
      assertThat(target.forgetBefore(new JobRun(JOB, "run-2"))).containsExactly("run-1");
      assertThat(target.kept(JOB)).extracting(SupportsUndo.Kept::run).containsExactly("run-2");
      assertThat(rows("select name from " + images("t"))).containsExactlyInAnyOrder("one", "two");
      assertThat(target.forget(JOB)).hasSize(2);
      assertThat(target.kept(JOB)).isEmpty();
      assertThat(rows("select id from t")).containsExactly("1");
    }
    try (TableTarget plain = target(List.of(spec("t")), false)) {
      assertThat(plain.kept(JOB)).isEmpty();
      assertThat(plain.ledger(new LedgerOwner(JOB, "run-3", 1))).isEmpty();
    }
  }

  @Test
  default void oneKeysRowsAreForgottenInEachRunAndStay() throws Exception {
    execute("create table t (b int, a varchar(20), name varchar(20), primary key (a, b))");
    execute("insert into t values (1, 'x', 'old'), (1, 'x/y', 'old'), (2, 'x', 'old')");
    try (TableTarget target = target(List.of(spec("t", "a", "b")), true)) {
      new RunWriter(target, "run-1")
          .write(
              row("a", "x", "b", 1, "name", "one"),
              row("a", "x/y", "b", 1, "name", "one"),
              row("a", "new", "b", 1, "name", "one"));
      new RunWriter(target, "run-2").write(row("a", "x", "b", 1, "name", "two"));
      assertThat(target.forgetRows(JOB, key("x", 1), true)).isEqualTo(2);
      assertThat(target.forgetRows("other", key("x", 1), false)).isZero();
      assertThat(target.forgetRows(JOB, key("x", 1), false)).isEqualTo(2);
      assertThat(target.forgetRows(JOB, key("x", 1), false)).isZero();
      assertThat(undo(target, "run-2").undone()).isEqualTo(Undone.NOTHING);
      assertThat(undo(target, "run-1").undone()).isEqualTo(new Undone(1, 1, 0, 0));
      assertThat(rows("select name from t order by a, b")).containsExactly("two", "old", "old");
    }
  }

  /** The database's text of a value is not ours, and a key may have two that look alike. */
  @Test
  default void theKeyMayBeOfAnyType() throws Exception {
    execute("create table t (k " + bytesType() + ", d date, name text, primary key (k, d))");
    byte[] bytes = {0, (byte) 0xff, '\\', '\''};
    byte[] others = {0, (byte) 0xfe, '\\', '\''};
    LocalDate day = LocalDate.of(1999, 12, 31);
    try (TableTarget target = target(List.of(spec("t", "k", "d")), true)) {
      new RunWriter(target, "run-1")
          .write(odd(bytes, day, "a"), odd(others, day, "b"), odd(bytes, day.plusDays(1), "c"));
      Predicate<Document> meant =
          row ->
              row.value(0).equals(new Value.Binary((byte) 0, bytes))
                  && Key.display(row.value(1)).equals(day.toString());
      assertThat(target.forgetRows(JOB, meant, false)).isEqualTo(1);
      assertThat(undo(target, "run-1").undone()).isEqualTo(new Undone(0, 2, 0, 0));
      assertThat(rows("select name from t")).containsExactly("a");
    }
  }

  /** Who has dropped the table has not forgotten what was in it. */
  @Test
  default void aTableThatIsGoneIsForgottenToo() throws Exception {
    execute("create table t (id int primary key, name varchar(20))");
    try (TableTarget target = target(List.of(spec("t")), true)) {
      new RunWriter(target, "run-1").write(row("id", 1, "name", "one"), row("id", 2, "name", "b"));
      execute("drop table t");
      assertThat(target.forgetRows(JOB, key(1), false)).isEqualTo(1);
      assertThat(target.forgetRows(JOB, row -> true, true)).isEqualTo(1);
    }
  }
}
