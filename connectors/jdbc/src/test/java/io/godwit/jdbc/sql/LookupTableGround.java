package io.godwit.jdbc.sql;

import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.Value;
import io.godwit.common.spi.Lookup;
import io.godwit.common.spi.LookupQuery;
import io.godwit.testkit.contract.LookupGround;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * A table of any SQL database as the ground of a lookup's contract.
 *
 * @param connection changes the table past the lookup, each statement by itself
 * @param schema where the table {@code u} is made, and what is dropped at the end
 */
public record LookupTableGround(Connection connection, String schema, Opener opener)
    implements LookupGround {

  private static final int ROWS = 500;

  /** Opens the lookup. */
  @FunctionalInterface
  public interface Opener {
    /** A lookup as it is asked for. */
    Lookup open(LookupQuery query) throws Trouble;
  }

  /** A fresh table. */
  public static LookupTableGround create(Connection connection, String schema, Opener opener)
      throws SQLException {
    LookupTableGround ground = new LookupTableGround(connection, schema, opener);
    TableGround.createSchema(connection, schema);
    ground.execute("create table " + schema + ".u (id bigint primary key, name varchar(40))");
    try (PreparedStatement insert =
        connection.prepareStatement("insert into " + schema + ".u values (?, ?)")) {
      for (int row = 1; row <= ROWS; row++) {
        insert.setLong(1, row);
        insert.setString(2, Integer.toString(row));
        insert.addBatch();
      }
      insert.executeBatch();
    }
    return ground;
  }

  @Override
  public Lookup open() throws Trouble {
    return opener.open(new LookupQuery(schema + ".u", "id", List.of("name"), 1000));
  }

  @Override
  public int rows() {
    return ROWS;
  }

  @Override
  public List<Value> spellingsOfSeven() {
    return List.of(new Value.Int64(7), new Value.Int32(7), new Value.Text("7"));
  }

  @Override
  public void takeAway() throws SQLException {
    execute("drop table " + schema + ".u");
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
