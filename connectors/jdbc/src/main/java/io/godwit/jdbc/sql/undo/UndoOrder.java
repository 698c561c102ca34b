package io.godwit.jdbc.sql.undo;

import io.godwit.common.model.schema.Structure;
import io.godwit.jdbc.sql.TableName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * In which order tables are put back: one that others refer to stands before them. Where they refer
 * to one another in a circle there is no such order, and any is tried.
 */
final class UndoOrder {

  private final Map<TableName, List<Structure.Reference>> references;
  private final Set<TableName> placed = new LinkedHashSet<>();
  private final Set<TableName> begun = new LinkedHashSet<>();

  private UndoOrder(Map<TableName, List<Structure.Reference>> references) {
    this.references = references;
  }

  /**
   * Parents before their children.
   *
   * @param references of each table, in any order
   */
  static List<TableName> parentsFirst(Map<TableName, List<Structure.Reference>> references) {
    UndoOrder order = new UndoOrder(references);
    references.keySet().forEach(order::place);
    return new ArrayList<>(order.placed);
  }

  private void place(TableName table) {
    if (!begun.add(table)) {
      return;
    }
    for (Structure.Reference reference : references.getOrDefault(table, List.of())) {
      String to = TableName.parse(reference.to()).name();
      references.keySet().stream().filter(other -> other.name().equals(to)).forEach(this::place);
    }
    placed.add(table);
  }
}
