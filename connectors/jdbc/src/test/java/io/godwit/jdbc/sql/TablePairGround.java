package io.godwit.jdbc.sql;

import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import io.godwit.common.spi.Target;
import io.godwit.testkit.contract.PairGround;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Two tables of any SQL database as the ground of writes with several rows.
 *
 * @param connection reads past the sink, each statement by itself
 * @param schema where the tables are made, and what is dropped at the end
 */
public record TablePairGround(Connection connection, String schema, TableGround.Opener opener)
    implements PairGround {

  /** The names of the tables, in the order in which the target has them. */
  public static final List<String> TABLES = List.of("things", "parts");

  /** Fresh tables. */
  public static TablePairGround create(
      Connection connection, String schema, TableGround.Opener opener) throws SQLException {
    TablePairGround ground = new TablePairGround(connection, schema, opener);
    TableGround.createSchema(connection, schema);
    for (String table : TABLES) {
      ground.execute(
          "create table "
              + schema
              + "."
              + table
              + " (id bigint not null primary key, name varchar(40) unique)");
    }
    return ground;
  }

  @Override
  public Target open() throws Trouble {
    return opener.open();
  }

  @Override
  public Map<Long, Document> held(int table) throws SQLException {
    Map<Long, Document> held = new TreeMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("select id, name from " + schema + "." + TABLES.get(table))) {
      while (rows.next()) {
        held.put(
            rows.getLong(1),
            Document.of("id", new Value.Int64(rows.getLong(1)))
                .with("name", new Value.Text(rows.getString(2))));
      }
    }
    return held;
  }

  @Override
  public void put(int table, long id, String name) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into " + schema + "." + TABLES.get(table) + " (id, name) values (?, ?)")) {
      insert.setLong(1, id);
      insert.setString(2, name);
      insert.executeUpdate();
    }
  }

  private void execute(String sql) throws SQLException {
    TableGround.execute(connection, sql);
  }

  @Override
  public void close() throws SQLException {
    TableGround.dropSchema(connection, schema);
    connection.close();
  }
}
