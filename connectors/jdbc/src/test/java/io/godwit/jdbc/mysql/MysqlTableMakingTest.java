package io.godwit.jdbc.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.TargetPlan;
import io.godwit.common.model.Task;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.schema.Field;
import io.godwit.common.model.schema.Knowledge;
import io.godwit.common.model.schema.Schema;
import io.godwit.common.model.schema.Structure;
import io.godwit.common.model.schema.Type;
import io.godwit.common.spec.SinkSpec;
import io.godwit.common.spi.Target;
import io.godwit.common.spi.sink.SupportsPhases;
import io.godwit.jdbc.spec.TableSpec;
import io.godwit.jdbc.sql.tables.TableTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Tables of MariaDB made like units of any source, on a real server. */
class MysqlTableMakingTest {

  private static final OptionalInt ANY = OptionalInt.empty();

  private static Field field(String name, Type type, boolean required) {
    return new Field(name, type, Knowledge.DECLARED, required);
  }

  private static Target target(TestDatabase database) throws Exception {
    return TableTarget.open(
        new MysqlDialect(),
        List.of(new TableSpec("{unit}", "app", List.of(), SinkSpec.Write.UPSERT, true)),
        database.access());
  }

  private static final Structure ALBUM =
      new Structure(
          "album",
          new Schema(
              List.of(
                  field("id", new Type.Whole(32), true),
                  field("title", new Type.Chars(OptionalInt.of(160)), true),
                  field("artist", new Type.Whole(32), false)),
              List.of("id"),
              true),
          List.of(new Structure.Index("album_title", List.of("title"), true)),
          List.of(
              new Structure.Reference(
                  "album_artist",
                  List.of("artist"),
                  "artist",
                  List.of("id"),
                  Structure.Action.SET_NULL,
                  Structure.Action.REFUSE)),
          List.of("id"),
          List.of("album_lower"));

  private static final Structure ARTIST =
      new Structure(
          "artist",
          new Schema(List.of(field("id", new Type.Whole(32), true)), List.of("id"), true),
          List.of(),
          List.of(),
          List.of(),
          List.of());

  private static Structure kinds(Field... fields) {
    return new Structure(
        "kinds",
        new Schema(List.of(fields), List.of(fields[0].name()), true),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  private static final Structure KINDS =
      kinds(
          field("k", new Type.Chars(), true),
          field("a", new Type.Whole(8), false),
          field("b", new Type.Whole(16, false), false),
          field("c", new Type.Whole(64), false),
          field("d", new Type.Exact(OptionalInt.of(10), 2), false),
          field("e", new Type.Floating(32), false),
          field("f", new Type.Floating(64), false),
          field("g", new Type.Chars(), false),
          field("h", new Type.Bytes(ANY), false),
          field("i", new Type.Bool(), false),
          field("j", new Type.Day(), false),
          field("l", new Type.Clock(), false),
          field("m", new Type.Stamp(true), false),
          field("n", new Type.Stamp(false), false),
          field("o", new Type.Uuid(), false),
          field("p", new Type.ObjectId(), false),
          field("q", new Type.Json(), false),
          field("r", new Type.ArrayOf(new Type.Chars()), false),
          field("s", new Type.Nested(), false),
          field("t", new Type.Foreign("postgresql", "interval"), false));

  private static List<String> carriedOutTwice(Target target, TargetPlan plan) throws Exception {
    List<String> refusals = new ArrayList<>();
    for (Task task : plan.tasks()) {
      SupportsPhases phases = (SupportsPhases) target;
      phases.carryOut(task).ifPresent(refusals::add);
      phases.carryOut(task).ifPresent(refusals::add);
    }
    return refusals;
  }

  @Test
  void tablesTheirIndexesForeignKeysAndCountersAreMadeOnce() throws Exception {
    try (var database = new TestDatabase();
        Target target = target(database)) {
      TargetPlan plan = ((SupportsPhases) target).plan(List.of(ALBUM, ARTIST));
      assertThat(carriedOutTwice(target, plan)).isEmpty();
      assertThat(plan.remarks())
          .containsExactly(
              "index album_lower of album is not made: it is over expressions, or over some rows"
                  + " only");

      database.execute("insert into artist values (5)");
      database.execute("insert into album values (7, 'a', 5)");
      database.execute("insert into album (title) values ('A'), ('a ')");
      assertThat(database.rows("select id, title, artist from album order by id"))
          .containsExactly("7|a|5", "8|A|~", "9|a |~");
      database.execute("delete from artist");
      assertThat(database.rows("select artist from album where id = 7")).containsExactly("~");
      assertThat(((SupportsPhases) target).plan(List.of(ALBUM, ARTIST)).tasks()).isEmpty();
    }
  }

  @Test
  void everyTypeHasAColumnThatTakesItWhole() throws Exception {
    try (var database = new TestDatabase();
        Target target = target(database)) {
      TargetPlan plan = ((SupportsPhases) target).plan(List.of(KINDS));
      assertThat(carriedOutTwice(target, plan)).isEmpty();
      assertThat(
              database.rows(
                  "select column_type from information_schema.columns where table_schema ="
                      + " database() and table_name = 'kinds' order by ordinal_position"))
          .containsExactly(
              "varchar(768)",
              "tinyint(4)",
              "smallint(5) unsigned",
              "bigint(20)",
              "decimal(10,2)",
              "float",
              "double",
              "longtext",
              "longblob",
              "tinyint(1)",
              "date",
              "time(6)",
              "timestamp(6)",
              "datetime(6)",
              "uuid",
              "char(24)",
              "longtext",
              "longtext",
              "longtext",
              "longtext");
      assertThat(plan.remarks())
          .contains(
              "column kinds.t becomes longtext: what postgresql calls interval is kept as text");
    }
  }

  @Test
  void aNumberWithoutBoundsIsRefusedWithItsColumn() throws Exception {
    try (var database = new TestDatabase();
        Target target = target(database)) {
      Structure unit =
          kinds(field("k", new Type.Whole(32), true), field("sum", new Type.Exact(), false));
      assertThatThrownBy(() -> ((SupportsPhases) target).plan(List.of(unit)))
          .isInstanceOfSatisfying(
              Refused.class,
              refused -> assertThat(refused.code()).isEqualTo(ErrorCode.COLUMN_UNSUPPORTED))
          .hasMessageContaining("field sum of kinds (decimal) has no exact place");
    }
  }
}
