package io.godwit.jdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.value.BareTexts;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import io.godwit.common.spec.GoneSpec;
import io.godwit.common.spec.GoneSpec.Act;
import io.godwit.common.spec.SinkSpec;
import io.godwit.common.spi.sink.JobRun;
import io.godwit.common.spi.sink.SupportsGone;
import io.godwit.jdbc.spec.TableSpec;
import io.godwit.jdbc.sql.tables.TableTarget;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is gone of a table, on a real server of any dialect. */
public interface GoneGround {

  /** Carries out a statement in the test's own schema; names in backticks are quoted. */
  void execute(String sql) throws Exception;

  /** The rows of a query, columns joined by {@code |}, null as {@code ~}. */
  List<String> rows(String sql) throws Exception;

  /** The target of a sink. */
  TableTarget target(TableSpec spec) throws Exception;

  /** Drops the schema. */
  @AfterEach
  void close() throws Exception;

  private static GoneSpec deleting(String owns) {
    return new GoneSpec(Act.DELETE, Optional.of(owns), "10%", Optional.empty(), GoneSpec.NOW);
  }

  private static GoneSpec marking(String column, String value) {
    return new GoneSpec(Act.MARK, Optional.of(GoneSpec.ALL), "10%", Optional.of(column), value);
  }

  private static Document key(Object... fields) {
    Map<String, Value> values = new LinkedHashMap<>();
    for (int i = 0; i < fields.length; i += 2) {
      Value value =
          switch (fields[i + 1]) {
            case Integer number -> new Value.Int32(number);
            case String text -> new Value.Text(text);
            case Object none -> Value.Null.NULL;
          };
      values.put((String) fields[i], value);
    }
    return Document.of(values);
  }

  /** Finds what is gone, and takes it away twice; answers what was found. */
  private SupportsGone.Count clear(
      GoneSpec gone, String table, List<String> key, BareTexts bare, List<Document> keys)
      throws Exception {
    TableSpec spec =
        new TableSpec(
            table,
            "app",
            key,
            SinkSpec.Write.UPSERT,
            false,
            TableSpec.LEDGER,
            false,
            Optional.of(gone));
    try (TableTarget target = target(spec)) {
      List<Document> rows = new ArrayList<>();
      SupportsGone.Count count;
      try (SupportsGone.Search search = target.search("unit", bare)) {
        assertThat(search.has(keys)).isEmpty();
        count = search.count();
        search.rows(rows::add);
      }
      assertThat(rows).hasSize((int) count.gone());
      target.remove("unit", rows, new JobRun("test", "run-1"));
      target.remove("unit", rows, new JobRun("test", "run-1"));
      return count;
    }
  }

  private SupportsGone.Count clear(GoneSpec gone, String table, Document... keys) throws Exception {
    return clear(gone, table, List.of(), BareTexts.NONE, List.of(keys));
  }

  @Test
  default void whatHasNoKeyIsDeletedAndAllElseStays() throws Exception {
    execute("create table `Odd one` (`K é` int primary key, `select` varchar(9) not null)");
    execute("insert into `Odd one` values (1, 'a'), (2, 'b'), (-3, 'c'), (4, 'd')");
    assertThat(
            clear(
                deleting(GoneSpec.ALL),
                "Odd one",
                key("K é", 4),
                key("K é", 4),
                key("K é", 1),
                key("K é", 99)))
        .isEqualTo(new SupportsGone.Count(4, 2));
    assertThat(rows("select `K é` from `Odd one` order by 1")).containsExactly("1", "4");
  }

  /** The condition names the key's column, ends in a comment, and is asked once more at the end. */
  @Test
  default void rowsOfOthersAreNotTheJobs() throws Exception {
    execute("create table t (id int primary key, origin varchar(9))");
    execute("insert into t values (1, 'crm'), (2, 'crm'), (3, 'hand'), (4, null), (5, 'crm')");
    assertThat(clear(deleting("origin = 'crm' and id < 5 -- 5 is"), "t", key("id", 1)))
        .isEqualTo(new SupportsGone.Count(2, 1));
    assertThat(rows("select id from t order by 1")).containsExactly("1", "3", "4", "5");
  }

  @Test
  default void whatIsMarkedAlreadyIsNotGoneOnceMore() throws Exception {
    execute("create table t (id int primary key, state varchar(9), closed timestamp null)");
    execute("insert into t (id, state) values (1, 'open'), (2, null), (3, 'open')");
    assertThat(clear(marking("closed", GoneSpec.NOW), "t", key("id", 1)))
        .isEqualTo(new SupportsGone.Count(3, 2));
    assertThat(rows("select id from t where closed is not null order by 1"))
        .containsExactly("2", "3");
    assertThat(clear(marking("closed", GoneSpec.NOW), "t", key("id", 1)))
        .isEqualTo(new SupportsGone.Count(1, 0));

    assertThat(clear(marking("state", "gone"), "t", key("id", 1)))
        .isEqualTo(new SupportsGone.Count(3, 2));
    assertThat(clear(marking("state", "gone"), "t", key("id", 3)))
        .isEqualTo(new SupportsGone.Count(1, 1));
    assertThat(rows("select id, state from t order by 1"))
        .containsExactly("1|gone", "2|gone", "3|gone");
  }

  /** Bare texts are what their column makes of them; a key of several columns is one. */
  @Test
  default void keysAreComparedAsTheTargetComparesThem() throws Exception {
    execute("create table t (a decimal(9, 2), b varchar(9), c int, primary key (b, a))");
    execute("insert into t values (7, 'x', 0), (7, 'y', 0), (0.5, 'x', 0)");
    List<Document> keys = List.of(key("a", "0.50", "b", "x"), key("b", "x", "a", "007"));
    BareTexts bare = BareTexts.allBut(Set.of());
    assertThat(clear(deleting(GoneSpec.ALL), "t", List.of("a", "b"), bare, keys))
        .isEqualTo(new SupportsGone.Count(3, 1));
    assertThat(rows("select b, c from t order by a")).containsExactly("x|0", "x|0");
  }

  @Test
  default void withoutKeysAllIsGoneAndOfNothingNothing() throws Exception {
    execute("create table t (id int primary key, b varchar(9))");
    assertThat(clear(deleting(GoneSpec.ALL), "t")).isEqualTo(new SupportsGone.Count(0, 0));
    execute("insert into t values (1, null), (2, 'b')");
    assertThat(clear(deleting(GoneSpec.ALL), "t")).isEqualTo(new SupportsGone.Count(2, 2));
    assertThat(rows("select * from t")).isEmpty();
  }

  @Test
  default void aKeyThatNoRowCanHaveIsSaid() throws Exception {
    execute("create table t (id int primary key)");
    TableSpec spec =
        new TableSpec(
            "t",
            "app",
            List.of(),
            SinkSpec.Write.UPSERT,
            false,
            TableSpec.LEDGER,
            false,
            Optional.of(deleting(GoneSpec.ALL)));
    try (TableTarget target = target(spec);
        SupportsGone.Search search = target.search("unit", BareTexts.NONE)) {
      assertThat(target.place("unit")).isEqualTo("t");
      assertThat(search.has(List.of(key("id", 1), key("id", "twelve")))).isPresent();
      assertThat(search.has(List.of(key("other", 1)))).isPresent();
      assertThat(search.has(List.of(key("id", Value.Null.NULL)))).isPresent();
    }
  }

  @Test
  default void whatTheDatabaseRefusesIsSaidAndNothingIsDone() throws Exception {
    execute("create table t (id int primary key, at timestamp not null default current_timestamp)");
    execute("create table child (id int primary key, t int, foreign key (t) references t (id))");
    execute("insert into t (id) values (1), (2)");
    execute("insert into child values (1, 2)");
    refused(() -> clear(deleting(GoneSpec.ALL), "t"), "child");
    assertThat(rows("select id from t order by 1")).containsExactly("1", "2");
    refused(() -> clear(deleting("no_such_column = 1"), "t"), "no_such_column");
    refused(() -> clear(marking("closed", GoneSpec.NOW), "t"), "closed");
    refused(() -> clear(marking("at", GoneSpec.NOW), "t"), "is never null");
    refused(() -> clear(marking("id", "7"), "t"), "cannot mark a row");
  }

  private static void refused(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String words) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Refused.class,
            refused ->
                assertThat(refused.code()).isIn(ErrorCode.GONE_REFUSED, ErrorCode.COLUMN_MISSING))
        .hasMessageContaining(words);
  }
}
