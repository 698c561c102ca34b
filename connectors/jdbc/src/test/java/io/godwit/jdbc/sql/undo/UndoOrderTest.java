package io.godwit.jdbc.sql.undo;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.schema.Structure;
import io.godwit.jdbc.sql.TableName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@link UndoOrder}: what others refer to stands before them. */
class UndoOrderTest {

  private static List<Structure.Reference> to(String... tables) {
    return List.of(tables).stream()
        .map(table ->
            new Structure.Reference(
                "fk",
                List.of("a"),
                table,
                List.of("b"),
                Structure.Action.REFUSE,
                Structure.Action.REFUSE))
        .toList();
  }

  private static List<String> ordered(Map<String, List<Structure.Reference>> references) {
    Map<TableName, List<Structure.Reference>> named = new LinkedHashMap<>();
    references.forEach((table, links) -> named.put(TableName.parse(table), links));
    return UndoOrder.parentsFirst(named).stream().map(TableName::toString).toList();
  }

  @Test
  void parentsStandBeforeTheirChildren() {
    Map<String, List<Structure.Reference>> references = new LinkedHashMap<>();
    references.put("line", to("orders", "other.article"));
    references.put("shop.orders", to("customer", "nothing_of_the_job"));
    references.put("customer", to("customer"));
    references.put("other.article", to());
    assertThat(ordered(references))
        .containsExactly("customer", "shop.orders", "other.article", "line");
  }

  @Test
  void aCircleHasAnOrderToo() {
    Map<String, List<Structure.Reference>> references = new LinkedHashMap<>();
    references.put("a", to("b"));
    references.put("b", to("a"));
    assertThat(ordered(references)).containsExactlyInAnyOrder("a", "b");
  }
}
