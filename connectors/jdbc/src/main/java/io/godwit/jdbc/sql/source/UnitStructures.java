package io.godwit.jdbc.sql.source;

import io.godwit.common.model.schema.Structure;
import io.godwit.jdbc.sql.TableName;
import io.godwit.jdbc.sql.dialect.SchemaStatements;
import io.godwit.jdbc.sql.relation.ListedRelation;
import io.godwit.jdbc.sql.schema.TableParts;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the units of a job are made of beside their columns.
 *
 * @param sql of the source's dialect
 * @param units by name
 */
record UnitStructures(SchemaStatements sql, Map<String, SourceUnit> units) {

  /** All of them, in their order. */
  List<Structure> of(Connection connection) throws SQLException {
    Map<String, String> byTable = new HashMap<>();
    units.forEach(
        (name, unit) -> unit.listed().ifPresent(listed -> byTable.put(listed.full(), name)));
    List<Structure> structures = new ArrayList<>();
    for (SourceUnit unit : units.values()) {
      structures.add(of(connection, unit, byTable));
    }
    return structures;
  }

  private Structure of(Connection connection, SourceUnit unit, Map<String, String> byTable)
      throws SQLException {
    if (unit.listed().isEmpty()) {
      return new Structure(unit.name(), unit.schema(), List.of(), List.of(), List.of(), List.of());
    }
    ListedRelation listed = unit.listed().get();
    TableParts parts =
        TableParts.of(
            connection,
            sql.place(connection, new TableName(Optional.of(listed.schema()), listed.name())));
    List<Structure.Reference> references = new ArrayList<>();
    for (Structure.Reference link : parts.references()) {
      // A table outside the job keeps its own name, by which nobody is found.
      String full = link.to().contains(".") ? link.to() : listed.schema() + "." + link.to();
      references.add(
          new Structure.Reference(
              link.name(),
              link.fields(),
              byTable.getOrDefault(full, full),
              link.others(),
              link.onDelete(),
              link.onUpdate()));
    }
    return new Structure(
        unit.name(),
        unit.schema(),
        parts.indexes(),
        references,
        parts.counters(),
        parts.peculiar());
  }
}
