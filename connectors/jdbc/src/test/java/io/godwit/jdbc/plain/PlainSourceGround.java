package io.godwit.jdbc.plain;

import io.godwit.common.spi.Source;
import io.godwit.jdbc.JdbcSourceConnector;
import io.godwit.jdbc.spec.TablesSpec;
import io.godwit.testkit.contract.SourceGround;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** A table of an embedded database as the ground of a source's contract. */
record PlainSourceGround(EmbeddedDatabase database, Connection connection, TablesSpec spec)
    implements SourceGround {

  private static final int ROWS = 60;

  /**
   * A fresh table.
   *
   * @param columns among them {@code id} and {@code b}
   * @param key of the job
   */
  static PlainSourceGround of(EmbeddedDatabase database, String columns, String... key)
      throws SQLException {
    Connection connection = database.connect();
    EmbeddedDatabase.execute(
        connection, "create schema c", "create table c.things (" + columns + ", v numeric(9,2))");
    try (PreparedStatement insert =
        connection.prepareStatement("insert into c.things (id, b, v) values (?, ?, ?)")) {
      for (int row = 1; row <= ROWS; row++) {
        insert.setString(1, Integer.toString(row));
        insert.setInt(2, row % 7);
        insert.setInt(3, row / 4);
        insert.addBatch();
      }
      insert.executeBatch();
    }
    return new PlainSourceGround(
        database,
        connection,
        new TablesSpec(List.of("c.thing*"), "db", List.of(key), Optional.of("v >= 0"), 9));
  }

  @Override
  public Source open() {
    return new JdbcSourceConnector().open(spec, database.opening());
  }

  @Override
  public int records() {
    return ROWS;
  }

  /** Neither database shows a value that cannot be read. */
  @Override
  public int unreadable() {
    return 0;
  }

  @Override
  public void change() throws SQLException {
    EmbeddedDatabase.execute(connection, "alter table c.things add more int");
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
