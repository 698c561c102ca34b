package io.godwit.jdbc.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.Phase;
import io.godwit.common.model.TargetPlan;
import io.godwit.common.model.Task;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.schema.Schema;
import io.godwit.common.model.schema.Structure;
import io.godwit.common.model.value.BareTexts;
import io.godwit.common.spec.SinkSpec;
import io.godwit.common.spi.Target;
import io.godwit.common.spi.sink.SupportsPhases;
import io.godwit.jdbc.spec.TableSpec;
import io.godwit.jdbc.sql.BesideName;
import io.godwit.jdbc.sql.TableName;
import io.godwit.jdbc.sql.tables.TableTarget;
import io.godwit.testkit.contract.OpenSink;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A table of PostgreSQL that is made anew beside the old one, on a real server. */
class PostgresReplacementTest {

  private static final String NAME = "Odd \"one\" it's";
  private static final String QUOTED = "\"Odd \"\"one\"\" it's\"";
  private static final String FRESH = "\"Odd \"\"one\"\" it's_godwit_new\"";

  private static final String[] SHOP = {
    "create table place (id int primary key)",
    "insert into place values (1)",
    "create sequence counted start 7",
    "create table "
        + QUOTED
        + " (id int primary key, code text default 'c' constraint odd_code unique check (code <>"
        + " ''), n int generated always as identity, s int default nextval('counted'), twice int"
        + " generated always as (id * 2) stored, place int references place) with (fillfactor ="
        + " 70)",
    "alter sequence counted owned by " + QUOTED + ".s",
    "create index odd_n on " + QUOTED + " (n desc) where id > 0",
    "create unique index odd_lower on " + QUOTED + " (lower(code))",
    "comment on table " + QUOTED + " is 'what it''s for'",
    "comment on column " + QUOTED + ".code is 'the code'",
    "insert into " + QUOTED + " (id, code, place) values (1, 'a', 1), (2, 'b', 1)"
  };

  private static TableSpec spec(String table) {
    return new TableSpec(table, "app", List.of(), SinkSpec.Write.REPLACE);
  }

  private static List<Structure> units() {
    Schema schema = new Schema(List.of(), List.of("id"), true);
    return List.of(new Structure("u", schema, List.of(), List.of(), List.of(), List.of()));
  }

  private static Target target(TestSchema schema, TableSpec spec, boolean loads) throws Exception {
    return TableTarget.open(new PostgresDialect(), List.of(spec), schema.access(), loads, false);
  }

  private static TargetPlan plan(Target target) throws Exception {
    return ((SupportsPhases) target).plan(units());
  }

  private static List<String> carriedOut(Target target, TargetPlan plan, Phase phase)
      throws Exception {
    List<String> refusals = new ArrayList<>();
    for (Task task : plan.tasks()) {
      if (task.phase() == phase) {
        ((SupportsPhases) target)
            .carryOut(task)
            .ifPresent(why -> refusals.add(task.name() + ": " + why));
      }
    }
    return refusals;
  }

  private static void write(TestSchema schema, Object... fields) throws Exception {
    try (OpenSink sink = OpenSink.of(target(schema, spec(NAME), true), BareTexts.NONE)) {
      assertThat(sink.write(List.of(TestSchema.record(fields)))).hasSize(1);
    }
  }

  /** All that the catalogue says of the table, but for numbers of its own. */
  private static List<String> facts(TestSchema schema) throws Exception {
    List<String> facts = new ArrayList<>();
    String table = "'" + QUOTED.replace("'", "''") + "'::regclass";
    for (String query :
        List.of(
            "select attname, format_type(atttypid, atttypmod), attnotnull, attidentity,"
                + " attgenerated, col_description(attrelid, attnum) from pg_attribute where attnum"
                + " > 0 and attrelid = %s order by attnum",
            "select conname, pg_get_constraintdef(oid) from pg_constraint where conrelid = %s order"
                + " by 1",
            "select pg_get_indexdef(indexrelid) from pg_index where indrelid = %s order by 1",
            "select reloptions, obj_description(oid), relacl from pg_class where oid = %s",
            "select pg_get_expr(adbin, adrelid) from pg_attrdef where adrelid = %s order by"
                + " adnum")) {
      facts.addAll(schema.rows(query.formatted(table)));
    }
    return facts;
  }

  @Test
  void theNewTableIsLikeTheOldOneAndTakesItsPlaceInOneStep() throws Exception {
    try (TestSchema schema = new TestSchema(SHOP);
        Target target = target(schema, spec(NAME), true)) {
      schema.execute("grant select, update on " + QUOTED + " to public");
      List<String> before = facts(schema);
      TargetPlan plan = plan(target);
      assertThat(plan.remarks().getFirst()).contains("until then it stays as it is");
      assertThat(carriedOut(target, plan, Phase.CREATE)).isEmpty();
      assertThat(carriedOut(target, plan, Phase.CREATE)).as("again").isEmpty();
      write(schema, "id", 9, "code", "z", "place", 1);
      assertThat(carriedOut(target, plan, Phase.CREATE)).as("late").isEmpty();
      assertThat(schema.rows("select id from " + FRESH)).containsExactly("9");
      assertThat(schema.rows("select id from " + QUOTED + " order by 1")).containsExactly("1", "2");

      assertThat(carriedOut(target, plan, Phase.FINISH)).isEmpty();
      assertThat(schema.rows("select id, code, twice from " + QUOTED)).containsExactly("9|z|18");
      assertThat(facts(schema)).isEqualTo(before);
      assertThat(schema.rows("select to_regclass('" + FRESH.replace("'", "''") + "')"))
          .containsExactly("~");
      assertThat(
              schema.rows("insert into " + QUOTED + " (id, code) values (10, 'y') returning n, s"))
          .as("counters go on")
          .containsExactly("3|10");

      Task swap = plan.tasks().getLast();
      assertThat(swap.isSwap()).isTrue();
      assertThat(((SupportsPhases) target).carryOut(swap)).as("a second time").isEmpty();
      assertThat(schema.rows("select count(*) from " + QUOTED)).containsExactly("2");
    }
  }

  @Test
  void whatAnotherRunHasLeftBesideIsMadeAnewAndWhatIsGoneIsSaid() throws Exception {
    try (TestSchema schema = new TestSchema(SHOP);
        Target target = target(schema, spec(NAME), true)) {
      TargetPlan given = plan(target);
      assertThat(carriedOut(target, given, Phase.CREATE)).isEmpty();
      write(schema, "id", 8, "code", "x");
      TargetPlan plan = plan(target);
      assertThat(carriedOut(target, plan, Phase.CREATE)).isEmpty();
      assertThat(schema.rows("select count(*) from " + FRESH)).containsExactly("0");
      assertThat(((SupportsPhases) target).carryOut(given.tasks().getLast()))
          .as("the swap of a run that was given up")
          .hasValueSatisfying(why -> assertThat(why).contains("is not there any more"));

      schema.execute("create view late as select id from " + QUOTED);
      write(schema, "id", 9, "code", "z");
      assertThat(carriedOut(target, plan, Phase.FINISH))
          .singleElement()
          .asString()
          .startsWith("swap of ")
          .contains("other objects depend on it");
      assertThat(schema.rows("select count(*) from " + QUOTED)).containsExactly("2");
      schema.execute("drop view late");
      assertThat(carriedOut(target, plan, Phase.FINISH)).isEmpty();
      assertThat(schema.rows("select id from " + QUOTED)).containsExactly("9");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "create view v as select * from t; view v reads it",
        "create table other (t int references t); foreign key other_t_fkey of other refers to it",
        "alter table t enable row level security; it has row security",
        "grant select (id) on t to public; rights are granted on its column id",
        "create table child () inherits (t); it is a partition, or inherits",
        "create rule r as on delete to t do instead nothing; rule r is on it"
      })
  void whatHangsOnATableRefuses(String hanging) throws Exception {
    String[] parts = hanging.split("; ");
    try (TestSchema schema = new TestSchema("create table t (id int primary key)", parts[0]);
        Target target = target(schema, spec("t"), false)) {
      assertThatThrownBy(() -> plan(target))
          .isInstanceOfSatisfying(
              Refused.class,
              refused -> assertThat(refused.code()).isEqualTo(ErrorCode.TARGET_NOT_REPLACEABLE))
          .hasMessageContaining(parts[1]);
    }
  }

  @Test
  void aTriggerAndAMissingTableRefuse() throws Exception {
    try (TestSchema schema =
            new TestSchema(
                "create table t (id int primary key)",
                "create function f() returns trigger language plpgsql as $$ begin return new; end"
                    + " $$",
                "create trigger tr before insert on t for each row execute function f()");
        Target target = target(schema, spec("t"), true);
        Target missing = target(schema, spec("nothing"), true)) {
      assertThatThrownBy(() -> plan(target)).hasMessageContaining("trigger tr is on it");
      assertThatThrownBy(() -> plan(missing)).hasMessageContaining("there is no table nothing");
    }
  }

  @Test
  void longNamesAreCutAndStayApart() {
    String name = "ä".repeat(31);
    String fresh = BesideName.fresh(TableName.parse(name)).name();
    assertThat(fresh.getBytes(java.nio.charset.StandardCharsets.UTF_8)).hasSizeLessThan(61);
    assertThat(fresh).isNotEqualTo(BesideName.fresh(TableName.parse(name + "a")).name());
    assertThat(BesideName.old(TableName.parse("s.t"))).hasToString("s.t_godwit_old");
  }
}
