package io.godwit.jdbc.sql.lookup;

import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import io.godwit.common.spi.Lookup;
import io.godwit.common.spi.LookupQuery;
import io.godwit.common.spi.ResourceBound;
import io.godwit.common.spi.SupportsBound;
import io.godwit.jdbc.sql.JdbcAccess;
import io.godwit.jdbc.sql.Pool;
import io.godwit.jdbc.sql.dialect.Dialect;
import io.godwit.jdbc.sql.dialect.SqlServer;
import io.godwit.jdbc.sql.fit.Column;
import io.godwit.jdbc.sql.fit.ColumnKind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Rows of a table by one of its columns, or by several together. Any thread may ask; as many ask at
 * once as the pool has connections.
 *
 * <p>The keys go in one query, numbered, and the server joins them: so its own equality decides
 * (blanks behind a {@code char}, 1.0 and 1.00), and the number says which key found a row, however
 * it was spelt.
 */
public final class TableLookup implements Lookup, SupportsBound {

  private final Dialect dialect;
  private final SqlServer server;
  private final LookupColumns columns;
  private final String[] names;
  private final Pool pool;
  private final boolean shared;

  private TableLookup(Dialect dialect, SqlServer server, LookupColumns columns, boolean shared) {
    this.dialect = dialect;
    this.server = server;
    this.columns = columns;
    this.names = columns.taken().stream().map(Column::name).toArray(String[]::new);
    this.pool = server.pool("lookup", !shared, shared);
    this.shared = shared;
  }

  /**
   * A lookup in a table that exists and has the columns.
   *
   * @throws Trouble where the database does not answer, or refuses the login or a permission
   * @throws Refused where table or columns are missing, of types that cannot be read exactly, or
   *     where a key could find two rows
   */
  public static TableLookup open(Dialect dialect, LookupQuery spec, JdbcAccess access)
      throws Trouble {
    SqlServer server = dialect.server(access);
    LookupColumns columns = server.ask(dialect.errors(), c -> LookupColumns.of(dialect, c, spec));
    return new TableLookup(dialect, server, columns, server.isShared());
  }

  @Override
  public Map<Value, Document> find(Set<Value> keys) throws Trouble {
    List<Value> asked = new ArrayList<>();
    List<List<String>> texts = new ArrayList<>();
    for (Value key : keys) {
      Optional<List<String>> parts = texts(key);
      if (parts.isPresent()) {
        asked.add(key);
        texts.add(parts.get());
      }
    }
    if (texts.isEmpty()) {
      return Map.of();
    }
    try {
      return pool.call(connection ->
          shared ? findInTransaction(asked, texts, connection) : find(asked, texts, connection));
    } catch (SQLException e) {
      throw dialect.errors().trouble(server.name() + ", table " + columns.table().name(), e);
    }
  }

  /** What a key is asked for by, a text for each column; empty where no row can have it. */
  private Optional<List<String>> texts(Value key) {
    List<Column> compared = columns.keys();
    List<Value> parts =
        compared.size() > 1 && key instanceof Value.Array(List<Value> several)
            ? several
            : List.of(key);
    List<String> texts = new ArrayList<>(parts.size());
    for (int i = 0; i < compared.size(); i++) {
      Column column = compared.get(i);
      Optional<String> text =
          LookupKey.of(parts.get(i), column).flatMap(value -> dialect.wire().asked(value, column));
      if (text.isEmpty()) {
        return Optional.empty();
      }
      texts.add(text.get());
    }
    return Optional.of(texts);
  }

  @Override
  public Set<String> bareTexts() {
    return columns.taken().stream()
        .filter(
            column -> isJson(column.kind()) || column.element().filter(this::isJson).isPresent())
        .map(Column::name)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** {@inheritDoc} Of its own pool, which neither a sink shares nor a lookup in another column. */
  @Override
  public ResourceBound bound() {
    return new ResourceBound.AtOnce(
        "the connections of "
            + pool
            + " for "
            + columns.table().name()
            + " by "
            + columns.keys().stream().map(Column::name).collect(Collectors.joining(", ")),
        pool.size());
  }

  private boolean isJson(ColumnKind kind) {
    return kind == ColumnKind.JSON || kind == ColumnKind.JSONB;
  }

  /** Its settings go with it, since the next one may have another session. */
  private Map<Value, Document> findInTransaction(
      List<Value> asked, List<List<String>> texts, Connection connection) throws SQLException {
    try (Statement settings = connection.createStatement()) {
      settings.execute(server.settingsOfTransaction());
    }
    Map<Value, Document> found = find(asked, texts, connection);
    connection.commit();
    return found;
  }

  private Map<Value, Document> find(
      List<Value> asked, List<List<String>> texts, Connection connection) throws SQLException {
    Map<Value, Document> found = new HashMap<>();
    for (int first = 0; first < asked.size(); first = end(first, asked)) {
      int end = end(first, asked);
      find(asked.subList(first, end), texts.subList(first, end), connection, found);
    }
    return found;
  }

  private int end(int first, List<Value> asked) {
    return (int) Math.min((long) first + columns.most(), asked.size());
  }

  private void find(
      List<Value> asked,
      List<List<String>> texts,
      Connection connection,
      Map<Value, Document> found)
      throws SQLException {
    String statement = columns.query().apply(asked.size());
    try (PreparedStatement query = connection.prepareStatement(statement)) {
      for (int i = 0; i < columns.keys().size(); i++) {
        int part = i;
        List<String> values = texts.stream().map(key -> key.get(part)).toList();
        dialect.wire().ask(query, columns.keys(), i, values);
      }
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          found.put(asked.get(rows.getInt(1) - 1), Document.ofShared(names, row(rows)));
        }
      }
    }
  }

  private Value[] row(ResultSet row) throws SQLException {
    Value[] values = new Value[names.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = dialect.wire().read(row, i + 2, columns.taken().get(i));
    }
    return values;
  }

  @Override
  public void close() {
    pool.close();
  }
}
