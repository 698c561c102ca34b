package io.godwit.jdbc.mysql;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.schema.Type;
import io.godwit.jdbc.mysql.wire.ReadColumn;
import io.godwit.jdbc.sql.TableName;
import io.godwit.jdbc.sql.fit.Column;
import io.godwit.jdbc.sql.relation.Cuts;
import io.godwit.jdbc.sql.relation.ListedRelation;
import io.godwit.jdbc.sql.relation.Relation;
import io.godwit.jdbc.sql.relation.RelationCatalog;
import io.godwit.jdbc.sql.relation.RelationColumn;
import io.godwit.jdbc.sql.relation.Selection;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the information schema says of tables that are read. */
final class MysqlRelations implements RelationCatalog {

  private static final String ALL =
      """
      select table_schema, table_name, table_schema = database(),
        table_type in ('BASE TABLE', 'SYSTEM VERSIONED')
      from information_schema.tables
      where table_schema not in ('information_schema', 'mysql', 'performance_schema', 'sys')
        and table_type <> 'SEQUENCE'
      order by table_schema, table_name
      """;

  private static final Pattern NUMBERS = Pattern.compile("\\((\\d+)(?:,(\\d+))?\\)");
  private static final Set<String> LABELLED = Set.of("enum", "set");

  @Override
  public List<ListedRelation> all(Connection connection) throws SQLException {
    List<ListedRelation> all = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(ALL);
        ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        all.add(
            new ListedRelation(
                rows.getString(1), rows.getString(2), rows.getBoolean(3), rows.getBoolean(4)));
      }
    }
    return all;
  }

  @Override
  public Optional<Relation> find(Connection connection, ListedRelation listed) throws SQLException {
    if (!all(connection).contains(listed)) {
      return Optional.empty();
    }
    TableName name = new TableName(Optional.of(listed.schema()), listed.name());
    List<RelationColumn> columns = new ArrayList<>();
    Set<String> ordered = new HashSet<>();
    for (Column column : new MysqlCatalog().table(connection, name).columns()) {
      requireReadable(listed, column);
      columns.add(new RelationColumn(column, type(column)));
      // Labels are in the order of their numbers, and compared by their letters.
      if (column.required() && !LABELLED.contains(ReadColumn.word(column))) {
        ordered.add(column.name());
      }
    }
    Place place = new Place(listed.schema(), listed.name());
    List<List<String>> keys =
        MysqlCatalog.keys(connection, place).values().stream()
            .filter(ordered::containsAll)
            .toList();
    return Optional.of(
        new Relation(
            "table " + listed.full(), place.quoted(), "", columns, keys, Optional.empty()));
  }

  private static void requireReadable(ListedRelation listed, Column column) {
    if (!ReadColumn.reads(column)) {
      throw new Refused(
          ErrorCode.COLUMN_UNSUPPORTED,
          column.described()
              + " of table "
              + listed.full()
              + " has values that no other system has; read a view that leaves it away, or shows it"
              + " as text");
    }
  }

  private static Type type(Column column) {
    String type = column.type();
    boolean signed = !type.contains("unsigned");
    return switch (ReadColumn.word(column)) {
      case "tinyint" -> type.startsWith("tinyint(1)") ? new Type.Bool() : new Type.Whole(8, signed);
      case "smallint", "year" -> new Type.Whole(16, signed);
      case "mediumint" -> new Type.Whole(24, signed);
      case "int" -> new Type.Whole(32, signed);
      case "bigint" -> new Type.Whole(64, signed);
      case "bit" -> type.equals("bit(1)") ? new Type.Bool() : new Type.Whole(64, false);
      case "decimal" -> new Type.Exact(number(type, 1), number(type, 2).orElse(0));
      case "float" -> new Type.Floating(32);
      case "double" -> new Type.Floating(64);
      case "char", "varchar" -> new Type.Chars(number(type, 1));
      case "tinytext", "text", "mediumtext", "longtext", "enum", "set" ->
          column.isJson() ? new Type.Json() : new Type.Chars();
      case "binary", "varbinary" -> new Type.Bytes(number(type, 1));
      case "tinyblob", "blob", "mediumblob", "longblob" -> new Type.Bytes(OptionalInt.empty());
      case "date" -> new Type.Day();
      case "time" -> new Type.Clock();
      case "datetime" -> new Type.Stamp(false);
      case "timestamp" -> new Type.Stamp(true);
      case "json" -> new Type.Json(true);
      case "uuid" -> new Type.Uuid();
      default -> new Type.Foreign("mysql", type);
    };
  }

  private static OptionalInt number(String type, int group) {
    Matcher numbers = NUMBERS.matcher(type);
    return numbers.find() && numbers.group(group) != null
        ? OptionalInt.of(Integer.parseInt(numbers.group(group)))
        : OptionalInt.empty();
  }

  @Override
  public Relation ofQuery(Connection connection, String query) {
    throw new Refused(
        ErrorCode.JOB_INVALID,
        "a query is no source in MariaDB and MySQL: make a view of it, and name that in tables");
  }

  @Override
  public long estimate(Connection connection, Selection selection) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("explain " + selection.select(List.of()))) {
      return NumberCuts.explained(query);
    }
  }

  @Override
  public Cuts cuts(Connection connection, Selection selection, int rows) throws SQLException {
    for (RelationColumn column : selection.order()) {
      if (LABELLED.contains(ReadColumn.word(column.column()))) {
        throw new Refused(
            ErrorCode.SOURCE_KEY,
            column.column().described()
                + " cannot be part of the source's key: its values are put in the order of their"
                + " numbers and compared by their letters");
      }
    }
    long estimate = estimate(connection, selection);
    boolean one = Cuts.parts(estimate, rows) == 1;
    return one || !NumberCuts.canCut(selection)
        ? Cuts.none(estimate)
        : new NumberCuts(connection, selection, rows).of(estimate);
  }
}
