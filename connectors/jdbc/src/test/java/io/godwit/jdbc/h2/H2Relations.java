package io.godwit.jdbc.h2;

import io.godwit.common.model.schema.Type;
import io.godwit.jdbc.sql.TableName;
import io.godwit.jdbc.sql.fit.Column;
import io.godwit.jdbc.sql.fit.ColumnKind;
import io.godwit.jdbc.sql.fit.Limits;
import io.godwit.jdbc.sql.relation.Cuts;
import io.godwit.jdbc.sql.relation.ListedRelation;
import io.godwit.jdbc.sql.relation.Quantiles;
import io.godwit.jdbc.sql.relation.Relation;
import io.godwit.jdbc.sql.relation.RelationCatalog;
import io.godwit.jdbc.sql.relation.RelationColumn;
import io.godwit.jdbc.sql.relation.Selection;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** H2's information schema, for reading; its tables are small enough to be looked at whole. */
final class H2Relations implements RelationCatalog {

  private static final String ALL =
      """
      select table_schema, table_name, table_schema = schema(), table_type = 'BASE TABLE'
      from information_schema.tables where lower(table_schema) <> 'information_schema'
      order by table_schema, table_name
      """;

  private static final String KEYS =
      """
      select k.constraint_name, k.column_name from information_schema.table_constraints t
        join information_schema.key_column_usage k on k.constraint_schema = t.constraint_schema
          and k.constraint_name = t.constraint_name
      where t.constraint_type in ('PRIMARY KEY', 'UNIQUE')
        and t.table_name = ? and t.table_schema = ?
      order by t.constraint_type, k.constraint_name, k.ordinal_position
      """;

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
    List<RelationColumn> columns =
        new H2Catalog()
            .table(connection, name).columns().stream().map(H2Relations::column).toList();
    List<String> required =
        columns.stream()
            .filter(column -> column.column().required())
            .map(RelationColumn::name)
            .toList();
    List<List<String>> keys =
        keys(connection, listed).stream().filter(required::containsAll).toList();
    String quoted = H2Catalog.quoted(listed.schema()) + "." + H2Catalog.quoted(listed.name());
    return Optional.of(
        new Relation("table " + listed.full(), quoted, "", columns, keys, Optional.empty()));
  }

  private static RelationColumn column(Column column) {
    return new RelationColumn(column, type(column));
  }

  private static List<List<String>> keys(Connection connection, ListedRelation listed)
      throws SQLException {
    Map<String, List<String>> keys = new LinkedHashMap<>();
    try (PreparedStatement query = connection.prepareStatement(KEYS)) {
      query.setString(1, listed.name());
      query.setString(2, listed.schema());
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          keys.computeIfAbsent(rows.getString(1), name -> new ArrayList<>()).add(rows.getString(2));
        }
      }
    }
    return List.copyOf(keys.values());
  }

  private static Type type(Column column) {
    return switch (column.kind()) {
      case BOOL -> new Type.Bool();
      case INT2 -> new Type.Whole(16, true);
      case INT4 -> new Type.Whole(32, true);
      case INT8 -> new Type.Whole(64, true);
      case NUMERIC -> new Type.Exact(OptionalInt.empty(), column.scale());
      case TEXT, CHAR -> new Type.Chars(OptionalInt.of(column.maxLength()));
      case DATE -> new Type.Day();
      case TIME -> new Type.Clock();
      case TIMESTAMP -> new Type.Stamp(false);
      case UUID -> new Type.Uuid();
      default -> new Type.Foreign("h2", column.type());
    };
  }

  @Override
  public Relation ofQuery(Connection connection, String query) throws SQLException {
    String quoted = "(" + query + "\n) as q";
    List<RelationColumn> columns = new ArrayList<>();
    try (PreparedStatement look = connection.prepareStatement("select * from " + quoted)) {
      ResultSetMetaData answer = look.getMetaData();
      for (int i = 1; i <= answer.getColumnCount(); i++) {
        columns.add(column(answer, i));
      }
    }
    return new Relation("the query", quoted, "", columns, List.of(), Optional.empty());
  }

  private static RelationColumn column(ResultSetMetaData answer, int place) throws SQLException {
    String type = answer.getColumnTypeName(place).toLowerCase(Locale.ROOT);
    ColumnKind kind = H2Catalog.kind(type);
    String limited =
        kind == ColumnKind.NUMERIC
            ? type + "(" + answer.getPrecision(place) + "," + answer.getScale(place) + ")"
            : type;
    return column(
        new Column(
            answer.getColumnLabel(place),
            H2Catalog.quoted(answer.getColumnLabel(place)),
            limited,
            type,
            kind,
            Optional.empty(),
            Limits.NONE,
            true,
            false,
            false,
            Column.Supply.NOTHING));
  }

  @Override
  public long estimate(Connection connection, Selection selection) throws SQLException {
    String count = "select count(*) from (" + selection.select(List.of()) + ") as q";
    try (PreparedStatement query = connection.prepareStatement(count);
        ResultSet row = query.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  @Override
  public Cuts cuts(Connection connection, Selection selection, int rows) throws SQLException {
    String columns = Selection.list(selection.order());
    String statement =
        "select "
            + columns
            + " from "
            + selection.relation().quoted()
            + selection.where(List.of())
            + " order by "
            + columns;
    List<List<String>> keys = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(statement);
        ResultSet row = query.executeQuery()) {
      while (row.next()) {
        List<String> key = new ArrayList<>();
        for (int i = 1; i <= selection.order().size(); i++) {
          key.add(row.getString(i));
        }
        keys.add(key);
      }
    }
    return new Cuts(Quantiles.ends(keys, Cuts.parts(keys.size(), rows)), keys.size());
  }
}
