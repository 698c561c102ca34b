package io.godwit.jdbc.sql.schema;

import io.godwit.common.model.Phase;
import io.godwit.common.model.TargetPlan;
import io.godwit.common.model.Task;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.schema.Field;
import io.godwit.common.model.schema.Structure;
import io.godwit.common.spec.rule.UnitName;
import io.godwit.jdbc.sql.TableName;
import io.godwit.jdbc.sql.dialect.Dialect;
import io.godwit.jdbc.sql.dialect.SchemaStatements;
import io.godwit.jdbc.sql.dialect.SchemaStatements.ColumnType;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Says how tables are made like units. What is there already is left as it is; what it lacks of
 * indexes and foreign keys is made, since an earlier run may have been given up before.
 */
public final class TableMaker {

  private final Dialect dialect;
  private final SchemaStatements sql;
  private final UnitName name;
  private final List<Task> create = new ArrayList<>();
  private final List<Task> finish = new ArrayList<>();
  private final List<Task> links = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();

  /** Index names that are taken: in some databases one name is for all tables. */
  private final Set<String> indexNames = new HashSet<>();

  private TableMaker(Dialect dialect, SchemaStatements sql, UnitName name) {
    this.dialect = dialect;
    this.sql = sql;
    this.name = name;
  }

  /**
   * What is to be done. Changes nothing.
   *
   * @param name of the table of a unit
   * @throws Refused where a field has a type that no column takes, and where a table would have no
   *     key
   */
  public static TargetPlan plan(
      Dialect dialect,
      SchemaStatements sql,
      UnitName name,
      Connection connection,
      List<Structure> units)
      throws SQLException {
    TableMaker maker = new TableMaker(dialect, sql, name);
    Map<String, Optional<TableParts>> known = new HashMap<>();
    for (Structure unit : units) {
      known.put(unit.unit(), maker.there(connection, unit));
    }
    for (Structure unit : units) {
      maker.add(unit, known.getOrDefault(unit.unit(), Optional.empty()), known.keySet());
    }
    List<Task> all = new ArrayList<>(maker.create);
    all.addAll(maker.finish);
    // A foreign key needs the unique index of the other table.
    all.addAll(maker.links);
    return new TargetPlan(all, maker.remarks);
  }

  private TableName table(String unit) {
    return TableName.parse(name.of(unit));
  }

  /** What its table has; empty where it is to be made. */
  private Optional<TableParts> there(Connection connection, Structure unit) throws SQLException {
    TableName table = table(unit.unit());
    try {
      dialect.catalog().table(connection, table);
      return Optional.of(TableParts.of(connection, sql.place(connection, table)));
    } catch (Refused refused) {
      if (refused.code() != ErrorCode.TABLE_MISSING) {
        throw refused;
      }
      return Optional.empty();
    }
  }

  private void add(Structure unit, Optional<TableParts> there, Set<String> units) {
    TableName table = table(unit.unit());
    Map<String, ColumnType> types = types(unit);
    if (there.isEmpty()) {
      requireKey(unit, table);
      create.add(new Task(Phase.CREATE, "table " + table, List.of(create(unit, types))));
    }
    for (String index : unit.peculiar()) {
      remarks.add(
          "index "
              + index
              + " of "
              + unit.unit()
              + " is not made: it is over expressions, or over some rows only");
    }
    for (Structure.Index index : unit.indexes()) {
      if (there.stream().noneMatch(parts -> has(parts, index))) {
        Structure.Index named =
            new Structure.Index(free(table, index), index.fields(), index.unique());
        finish.add(
            task("index " + named.name() + " of " + table, List.of(sql.createIndex(table, named))));
      }
    }
    for (String column : unit.counters()) {
      if (there.stream().noneMatch(parts -> parts.counters().contains(column))) {
        finish.add(
            task(
                "counter of " + table + "." + column,
                sql.startCounter(table, column, definition(unit, column, types))));
      }
    }
    for (Structure.Reference reference : unit.references()) {
      add(unit, there, reference, units);
    }
    if (there.isEmpty()) {
      finish.add(task("statistics of " + table, sql.analyze(table)));
    }
  }

  /** Records are written by it, so that a batch can be repeated. */
  private static void requireKey(Structure unit, TableName table) {
    if (unit.schema().key().isEmpty()) {
      throw new Refused(
          ErrorCode.KEY_NOT_UNIQUE,
          unit.unit()
              + " has no key, and table "
              + table
              + " would have none to write it by: leave it out, or name columns that are unique as"
              + " the source's key");
    }
  }

  private void add(
      Structure unit,
      Optional<TableParts> there,
      Structure.Reference reference,
      Set<String> units) {
    TableName table = table(unit.unit());
    if (!units.contains(reference.to())) {
      remarks.add(
          "foreign key "
              + reference.name()
              + " of "
              + unit.unit()
              + " is not made: "
              + reference.to()
              + " is not moved by this job");
      return;
    }
    TableName to = table(reference.to());
    if (there.stream().noneMatch(parts -> has(parts, reference, to))) {
      links.add(
          task(
              "foreign key " + reference.name() + " of " + table,
              List.of(sql.createReference(table, reference, to))));
    }
  }

  private static Task task(String what, List<String> statements) {
    return new Task(Phase.FINISH, what, statements);
  }

  private static boolean has(TableParts parts, Structure.Index wanted) {
    return parts.indexes().stream()
        .anyMatch(index ->
            index.fields().equals(wanted.fields()) && (index.unique() || !wanted.unique()));
  }

  private static boolean has(TableParts parts, Structure.Reference wanted, TableName to) {
    return parts.references().stream()
        .anyMatch(link ->
            link.fields().equals(wanted.fields())
                && link.others().equals(wanted.others())
                && TableName.parse(link.to()).name().equals(to.name()));
  }

  private String free(TableName table, Structure.Index index) {
    if (indexNames.add(index.name())) {
      return index.name();
    }
    String longer = table.name() + "_" + index.name();
    indexNames.add(longer);
    return longer;
  }

  private Map<String, ColumnType> types(Structure unit) {
    Set<String> indexed = new HashSet<>(unit.schema().key());
    unit.indexes().forEach(index -> indexed.addAll(index.fields()));
    unit.references().forEach(reference -> indexed.addAll(reference.fields()));
    Map<String, ColumnType> types = new LinkedHashMap<>();
    for (Field field : unit.schema().fields()) {
      ColumnType type =
          sql.columnType(field.type(), indexed.contains(field.name()))
              .orElseThrow(() -> noPlace(unit, field));
      type.remark()
          .ifPresent(remark ->
              remarks.add(
                  "column %s.%s becomes %s: %s"
                      .formatted(table(unit.unit()), field.name(), type.text(), remark)));
      types.put(field.name(), type);
    }
    return types;
  }

  private Refused noPlace(Structure unit, Field field) {
    return new Refused(
        ErrorCode.COLUMN_UNSUPPORTED,
        "field "
            + field.name()
            + " of "
            + unit.unit()
            + " ("
            + field.type().text()
            + ") has no exact place in a column of this database; make the table "
            + table(unit.unit())
            + " by hand with a column that will do, or leave the field away");
  }

  private String create(Structure unit, Map<String, ColumnType> types) {
    List<String> lines = new ArrayList<>();
    for (Field field : unit.schema().fields()) {
      lines.add("  " + sql.quoted(field.name()) + " " + definition(unit, field.name(), types));
    }
    lines.add("  primary key (" + sql.quoted(unit.schema().key()) + ")");
    return "create table "
        + sql.quoted(table(unit.unit()))
        + " (\n"
        + String.join(",\n", lines)
        + "\n)"
        + sql.tableOptions();
  }

  private static String definition(Structure unit, String column, Map<String, ColumnType> types) {
    boolean required =
        unit.schema().fields().stream()
            .anyMatch(field -> field.name().equals(column) && field.required());
    return Objects.requireNonNull(types.get(column)).text() + (required ? " not null" : "");
  }
}
