package io.godwit.jdbc.sql;

import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spec.SinkSpec.Write;
import io.godwit.common.spi.Target;
import io.godwit.jdbc.spec.TableSpec;
import io.godwit.testkit.contract.LedgerGround;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Two tables of any SQL database and their ledger as the ground of its contract.
 *
 * @param connection reads past the sink, each statement by itself
 * @param schema where the tables are made, and what is dropped at the end
 */
public record LedgerTablesGround(Connection connection, String schema, Opener opener)
    implements LedgerGround {

  /** Opens a target. */
  @FunctionalInterface
  public interface Opener {
    /** A target that is the table of a spec. */
    Target open(TableSpec spec) throws Trouble;
  }

  /** Fresh tables. */
  public static LedgerTablesGround create(Connection connection, String schema, Opener opener)
      throws SQLException {
    TableGround.createSchema(connection, schema);
    TableGround.execute(
        connection,
        "create table " + schema + ".things (id bigint not null primary key, name varchar(40))");
    TableGround.execute(
        connection, "create table " + schema + ".bag (id bigint, name varchar(40))");
    return new LedgerTablesGround(connection, schema, opener);
  }

  @Override
  public Target open(Way way) throws Trouble {
    return opener.open(
        switch (way) {
          case COMPARED -> spec("things", List.of("id"), Write.UPSERT, true);
          case INSERTED -> spec("things", List.of(), Write.INSERT, false);
          case WHERE_ABSENT -> spec("things", List.of("id"), Write.INSERT_IF_ABSENT, false);
          case INTO_BAG -> spec("bag", List.of(), Write.INSERT, false);
        });
  }

  private TableSpec spec(String table, List<String> key, Write write, boolean compare) {
    return new TableSpec(
        schema + "." + table,
        "db",
        key,
        write,
        compare,
        schema + ".the_ledger",
        false,
        Optional.empty());
  }

  @Override
  public List<String> things() throws SQLException {
    return rows("things");
  }

  @Override
  public List<String> bag() throws SQLException {
    return rows("bag");
  }

  private List<String> rows(String table) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select id, name from " + schema + "." + table + " order by id")) {
      while (row.next()) {
        rows.add(row.getLong(1) + "=" + row.getString(2));
      }
    }
    return rows;
  }

  @Override
  public void put(long id, String name) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("insert into " + schema + ".things (id, name) values (?, ?)")) {
      insert.setLong(1, id);
      insert.setString(2, name);
      insert.executeUpdate();
    }
  }

  @Override
  public long ledgerRows() throws SQLException {
    try (ResultSet tables =
        connection.getMetaData().getTables(null, null, "%", new String[] {"TABLE", "BASE TABLE"})) {
      boolean there = false;
      while (tables.next()) {
        there |=
            tables.getString("TABLE_NAME").equalsIgnoreCase("the_ledger")
                && (schema.equalsIgnoreCase(tables.getString("TABLE_SCHEM"))
                    || schema.equalsIgnoreCase(tables.getString("TABLE_CAT")));
      }
      if (!there) {
        return 0;
      }
    }
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select count(*) from " + schema + ".the_ledger")) {
      row.next();
      return row.getLong(1);
    }
  }

  @Override
  public void close() throws SQLException {
    TableGround.dropSchema(connection, schema);
    connection.close();
  }
}
