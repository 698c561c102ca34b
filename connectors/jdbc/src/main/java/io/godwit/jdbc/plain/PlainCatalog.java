package io.godwit.jdbc.plain;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.jdbc.sql.TableName;
import io.godwit.jdbc.sql.dialect.MetadataPlace;
import io.godwit.jdbc.sql.dialect.TableCatalog;
import io.godwit.jdbc.sql.fit.FieldRules;
import io.godwit.jdbc.sql.fit.Table;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the driver's metadata tells of tables that are written or looked up. */
final class PlainCatalog implements TableCatalog {

  private static ListedPlace place(Connection connection, TableName name) throws SQLException {
    return ListedPlace.find(connection, name)
        .orElseThrow(
            () -> new Refused(ErrorCode.TABLE_MISSING, "there is no table '" + name + "'"));
  }

  @Override
  public Table table(Connection connection, TableName name) throws SQLException {
    ListedPlace place = place(connection, name);
    return new Table(
        0,
        name,
        place.quoted(connection.getMetaData()),
        Columns.of(connection, place.at()),
        false,
        false);
  }

  private static Keys keys(Connection connection, Table table) throws SQLException {
    return Keys.of(connection, place(connection, table.name()), table.columns());
  }

  @Override
  public boolean isUnique(Connection connection, Table table, Set<String> columns)
      throws SQLException {
    return keys(connection, table).isUnique(columns);
  }

  @Override
  public List<String> primaryKey(Connection connection, Table table) throws SQLException {
    return keys(connection, table).primary();
  }

  @Override
  public void requireWritable(Connection connection, String server) throws SQLException {
    DatabaseMetaData database = connection.getMetaData();
    if (database.isReadOnly()) {
      throw new Refused(ErrorCode.TARGET_READ_ONLY, server + " takes no writes");
    }
    if (!database.supportsTransactions() || !database.supportsSavepoints()) {
      throw new Refused(
          ErrorCode.JOB_INVALID,
          server
              + ": its driver says that it has no "
              + (database.supportsTransactions() ? "savepoints" : "transactions")
              + ", without which a refused record cannot be told from the others of its batch");
    }
    DurableCommits.require(connection, server);
  }

  @Override
  public boolean isReferredTo(Connection connection, Table table) throws SQLException {
    MetadataPlace at = place(connection, table.name()).at();
    try (ResultSet keys =
        connection
            .getMetaData()
            .getExportedKeys(at.catalog().orElse(null), at.schema().orElse(null), at.table())) {
      return keys.next();
    }
  }

  @Override
  public Map<String, String> notices(Connection connection, FieldRules rules) throws SQLException {
    Map<String, String> notices = new LinkedHashMap<>();
    Optional<String> first =
        rules.keyNames().stream()
            .findFirst()
            .or(() -> rules.table().columns().stream().findFirst().map(column -> column.name()));
    first.ifPresent(column ->
        notices.put(
            column,
            "table "
                + rules.table().name()
                + " is looked at once, when a worker opens it: this database is reached by plain"
                + " JDBC, and what is altered in the table during the run shows only where a"
                + " statement is refused"));
    for (List<String> index : keys(connection, rules.table()).unique()) {
      if (!Set.copyOf(index).equals(Set.copyOf(rules.keyNames()))
          && !index.equals(primaryKey(connection, rules.table()))) {
        notices.putIfAbsent(
            index.getLast(),
            "table "
                + rules.table().name()
                + " has a unique index over "
                + String.join(", ", index)
                + " beside the key: a record whose values there belong to the row of another key"
                + " fails");
      }
    }
    return notices;
  }
}
