package io.godwit.jdbc.sql.relation;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.jdbc.sql.fit.Column;
import io.godwit.jdbc.sql.fit.ColumnKind;
import io.godwit.jdbc.sql.fit.Limits;
import io.godwit.jdbc.sql.relation.KeyCondition.Side;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeyConditionTest {

  private static Column column(String name) {
    return new Column(
        name,
        "\"" + name + "\"",
        "integer",
        "integer",
        ColumnKind.INT4,
        Optional.empty(),
        Limits.NONE,
        true,
        true,
        false,
        Column.Supply.NOTHING);
  }

  private static final List<Column> ONE = List.of(column("a"));
  private static final List<Column> THREE = List.of(column("a"), column("b"), column("c"));

  @Test
  void oneColumnIsComparedAsItIs() {
    assertThat(KeyCondition.speltOut(ONE, Side.BEHIND, c -> "?"))
        .isEqualTo(new KeyCondition("\"a\" > ?", List.of(0)));
    assertThat(KeyCondition.ofRows(ONE, Side.UP_TO, c -> "?"))
        .isEqualTo(new KeyCondition("\"a\" <= ?", List.of(0)));
  }

  @Test
  void severalAreComparedAsRowsOrSpeltOut() {
    assertThat(KeyCondition.ofRows(THREE, Side.BEHIND, c -> "cast(? as " + c.type() + ")"))
        .isEqualTo(
            new KeyCondition(
                "(\"a\", \"b\", \"c\") > (cast(? as integer), cast(? as integer), cast(? as"
                    + " integer))",
                List.of(0, 1, 2)));
    assertThat(KeyCondition.speltOut(THREE, Side.UP_TO, c -> "?"))
        .isEqualTo(
            new KeyCondition(
                "(\"a\" <= ? and (\"a\" < ? or (\"a\" = ? and (\"b\" < ? or (\"b\" = ? and \"c\""
                    + " <= ?)))))",
                List.of(0, 0, 0, 1, 1, 2)));
  }
}
