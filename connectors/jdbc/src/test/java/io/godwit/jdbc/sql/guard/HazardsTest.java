package io.godwit.jdbc.sql.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.jdbc.sql.TableName;
import io.godwit.jdbc.sql.fit.Column;
import io.godwit.jdbc.sql.fit.ColumnKind;
import io.godwit.jdbc.sql.fit.FieldRules;
import io.godwit.jdbc.sql.fit.Limits;
import io.godwit.jdbc.sql.fit.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class HazardsTest {

  private static Column column(String name) {
    return new Column(
        name,
        name,
        "text",
        "text",
        ColumnKind.TEXT,
        Optional.empty(),
        Limits.NONE,
        true,
        false,
        false,
        Column.Supply.NOTHING);
  }

  private static List<String> of(Map<String, String> facts, String... key) {
    List<Column> columns = Arrays.stream(key).map(HazardsTest::column).toList();
    Table table = new Table(0, TableName.parse("t"), "t", columns, false, true);
    return Hazards.of(new TableFacts(new TreeMap<>(facts)), new FieldRules(table, columns));
  }

  /** As PostgreSQL and as MariaDB spell it, whatever the order of its columns. */
  @Test
  void theIndexOfTheKeyIsNoHazard() {
    assertThat(of(Map.of("unique index k", "USING btree (\"Id\", b)"), "b", "Id")).isEmpty();
    assertThat(of(Map.of("unique index k", "USING btree (b) INCLUDE (c)"), "b")).isEmpty();
    assertThat(of(Map.of("unique index PRIMARY", "(b)"), "b")).isEmpty();
  }

  @Test
  void anotherUniqueIndexIsOne() {
    assertThat(of(Map.of("unique index k", "(b(10))"), "b")).hasSize(1);
    assertThat(of(Map.of("unique index k", "USING btree (b) WHERE (b > 0)"), "b")).hasSize(1);
    assertThat(of(Map.of("unique index k", "USING btree (lower(b))"), "b"))
        .singleElement()
        .asString()
        .startsWith("table t has the unique index k, USING btree (lower(b)), beside the key");
  }

  /** Without a key a row is inserted as it is, and its primary key is the job's own affair. */
  @Test
  void withoutAKeyNoIndexIsBesideIt() {
    assertThat(of(Map.of("unique index k", "(b)"))).isEmpty();
  }

  @Test
  void aTriggerIsOneUnlessItSleeps() {
    assertThat(
            of(
                Map.of(
                    "trigger a", "CREATE TRIGGER a BEFORE INSERT",
                    "trigger b", "CREATE TRIGGER b BEFORE INSERT (disabled)",
                    "trigger c", "CREATE TRIGGER c BEFORE INSERT (replica only)"),
                "b"))
        .singleElement()
        .asString()
        .contains("the trigger a:");
  }
}
