package io.godwit.jdbc.sql.dialect;

import io.godwit.common.model.TargetPlan;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.schema.Structure;
import io.godwit.common.model.schema.Type;
import io.godwit.jdbc.sql.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** How a dialect makes tables, and what belongs to them. Without state, for any thread. */
public interface SchemaStatements {

  /**
   * The type of a column that takes every value of a type as it is.
   *
   * @param indexed whether the column is part of a key or an index
   * @return empty where no column does
   */
  Optional<ColumnType> columnType(Type type, boolean indexed);

  /**
   * A column's type.
   *
   * @param text in SQL
   * @param remark what is not quite the same there, a part of a sentence; empty where all is
   */
  record ColumnType(String text, Optional<String> remark) {

    /** One that is just the same. */
    public static ColumnType of(String text) {
      return new ColumnType(text, Optional.empty());
    }

    /** One that is not quite the same. */
    public static ColumnType but(String text, String remark) {
      return new ColumnType(text, Optional.of(remark));
    }
  }

  /** A name as SQL takes it, whatever its letters. */
  String quoted(String name);

  /** A table's name for SQL. */
  default String quoted(TableName name) {
    return name.schema().map(schema -> quoted(schema) + ".").orElse("") + quoted(name.name());
  }

  /** Names for SQL, in a list. */
  default String quoted(List<String> names) {
    return names.stream().map(this::quoted).collect(Collectors.joining(", "));
  }

  /** What stands behind a table's columns when it is made, with a blank before it; or nothing. */
  default String tableOptions() {
    return "";
  }

  /** Makes an index. */
  default String createIndex(TableName table, Structure.Index index) {
    return "create "
        + (index.unique() ? "unique " : "")
        + "index "
        + quoted(index.name())
        + " on "
        + quoted(table)
        + " ("
        + quoted(index.fields())
        + ")";
  }

  /** Makes a foreign key to another table. */
  default String createReference(TableName table, Structure.Reference reference, TableName to) {
    return "alter table "
        + quoted(table)
        + " add constraint "
        + quoted(reference.name())
        + " foreign key ("
        + quoted(reference.fields())
        + ") references "
        + quoted(to)
        + " ("
        + quoted(reference.others())
        + ")"
        + action(" on delete ", reference.onDelete())
        + action(" on update ", reference.onUpdate());
  }

  private static String action(String on, Structure.Action action) {
    return switch (action) {
      case REFUSE -> "";
      case CASCADE -> on + "cascade";
      case SET_NULL -> on + "set null";
    };
  }

  /**
   * Has the database give a column the next number, behind those that are there. The statements may
   * be carried out again.
   *
   * @param type the column's, in SQL
   */
  List<String> startCounter(TableName table, String column, String type);

  /** Has the database count the rows of a table anew, for its plans. */
  List<String> analyze(TableName table);

  /**
   * What makes a table beside another one, like it, and puts it into its place at the end. Changes
   * nothing.
   *
   * @param mark of the run's plan, of letters, digits and blanks; another one than of any other
   *     plan
   * @throws Refused where there is no such table, where something hangs on it that would be lost,
   *     and where the dialect does not know how
   */
  default TargetPlan replacement(Connection connection, TableName table, String mark)
      throws SQLException {
    throw new Refused(
        ErrorCode.JOB_INVALID,
        "write: replace is not known in this database: write: upsert, with gone for what is gone");
  }

  /** Where the driver's metadata has a table. */
  MetadataPlace place(Connection connection, TableName name) throws SQLException;

  /** Whether an error says that what was to be made is there already. */
  boolean isThere(SQLException e);
}
