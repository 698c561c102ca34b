package io.godwit.jdbc.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.Phase;
import io.godwit.common.model.TargetPlan;
import io.godwit.common.model.Task;
import io.godwit.common.model.schema.Schema;
import io.godwit.common.model.schema.Structure;
import io.godwit.common.model.value.BareTexts;
import io.godwit.common.spec.SinkSpec;
import io.godwit.common.spi.Target;
import io.godwit.common.spi.sink.SupportsPhases;
import io.godwit.jdbc.spec.TableSpec;
import io.godwit.jdbc.sql.tables.TableTarget;
import io.godwit.testkit.contract.OpenSink;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A table of MariaDB that is made anew beside the old one, on a real server. */
class MysqlReplacementTest {

  private static final String NAME = "odd `one` it's";
  private static final String QUOTED = "`odd ``one`` it's`";
  private static final String FRESH = "`odd ``one`` it's_godwit_new`";

  private static final String[] SHOP = {
    "create table place (id int primary key)",
    "insert into place values (1)",
    "create table "
        + QUOTED
        + " (id int primary key, code varchar(20) unique default 'c', n int auto_increment, twice"
        + " int generated always as (id * 2) stored, place int, key (n), constraint of_place"
        + " foreign key (place) references place (id)) comment = 'it''s \\\\ for'",
    "insert into " + QUOTED + " (id, code, n, place) values (1, 'a', 70, 1), (2, 'b', 71, 1)",
    "create view seen as select id from " + QUOTED
  };

  private static Target target(TestDatabase database) throws Exception {
    TableSpec spec = new TableSpec(NAME, "app", List.of("id"), SinkSpec.Write.REPLACE);
    return TableTarget.open(new MysqlDialect(), List.of(spec), database.access(), true, false);
  }

  private static TargetPlan plan(Target target) throws Exception {
    Schema schema = new Schema(List.of(), List.of("id"), true);
    return ((SupportsPhases) target)
        .plan(List.of(new Structure("u", schema, List.of(), List.of(), List.of(), List.of())));
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

  private static void write(TestDatabase database, Object... fields) throws Exception {
    try (OpenSink sink = OpenSink.of(target(database), BareTexts.NONE)) {
      assertThat(sink.write(List.of(TestDatabase.record(fields)))).hasSize(1);
    }
  }

  private static String definition(TestDatabase database) throws Exception {
    return database.rows("show create table " + QUOTED).getFirst().replaceAll("AUTO_INCR\\S+ ", "");
  }

  @Test
  void theNewTableTakesThePlaceOfTheOldOneInOneStepHoweverOftenItIsTyped() throws Exception {
    try (TestDatabase database = new TestDatabase(SHOP);
        Target target = target(database)) {
      String before = definition(database);
      TargetPlan plan = plan(target);
      for (int i = 0; i < 2; i++) {
        assertThat(carriedOut(target, plan, Phase.CREATE)).isEmpty();
        write(database, "id", 9, "code", "z", "place", 1);
      }
      assertThat(database.rows("select id from " + QUOTED + " order by 1"))
          .containsExactly("1", "2");
      Task swap = plan.tasks().stream().filter(Task::isSwap).findFirst().orElseThrow();
      for (int i = 0; i < 2; i++) {
        assertThat(((SupportsPhases) target).carryOut(swap)).isEmpty();
      }
      assertThat(database.rows("select id from seen")).containsExactly("9");
      for (int i = 0; i < 2; i++) {
        assertThat(
                carriedOut(
                    target,
                    new TargetPlan(
                        plan.tasks().stream()
                            .filter(task -> task.phase() == Phase.FINISH && !task.isSwap())
                            .filter(task -> !task.name().startsWith("statistics"))
                            .toList(),
                        List.of()),
                    Phase.FINISH))
            .isEmpty();
      }
      assertThat(definition(database)).isEqualTo(before);
      database.execute("insert into " + QUOTED + " (id, code) values (10, 'y')");
      assertThat(database.rows("select n from " + QUOTED + " where id = 10")).containsExactly("72");
      assertThat(database.rows("show tables")).hasSize(3);
    }
  }

  @Test
  void anotherRunMakesItAnewAndWhatIsGoneIsSaid() throws Exception {
    try (TestDatabase database = new TestDatabase(SHOP);
        Target target = target(database)) {
      TargetPlan given = plan(target);
      assertThat(carriedOut(target, given, Phase.CREATE)).isEmpty();
      write(database, "id", 8, "code", "x");
      TargetPlan plan = plan(target);
      assertThat(carriedOut(target, plan, Phase.CREATE)).isEmpty();
      assertThat(database.rows("select count(*) from " + FRESH)).containsExactly("0");
      database.execute("drop table " + FRESH);
      Task swap = plan.tasks().stream().filter(Task::isSwap).findFirst().orElseThrow();
      assertThat(((SupportsPhases) target).carryOut(swap))
          .hasValueSatisfying(why -> assertThat(why).contains("doesn't exist"));
      assertThat(database.rows("select count(*) from " + QUOTED)).containsExactly("2");
    }
  }

  @Test
  void whatHangsOnATableRefuses() throws Exception {
    try (TestDatabase database = new TestDatabase(SHOP);
        Target target = target(database)) {
      database.execute(
          "create table child (a int, constraint to_it foreign key (a) references "
              + QUOTED
              + " (id))");
      assertThatThrownBy(() -> plan(target)).hasMessageContaining("foreign key to_it of ");
      database.execute("drop table child");
      database.execute(
          "create trigger tr before insert on " + QUOTED + " for each row set new.n = 1");
      assertThatThrownBy(() -> plan(target)).hasMessageContaining("trigger tr is on it");
    }
  }
}
