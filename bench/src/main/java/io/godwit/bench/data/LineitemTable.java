package io.godwit.bench.data;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;

/** The table that lineitem goes to, over one connection, and what fills it beside the fleet. */
public final class LineitemTable {

  public static final String NAME = "lineitem";

  private static final String TABLE =
      """
      create table lineitem (
        orderkey bigint, partkey bigint, suppkey bigint, linenumber integer,
        quantity numeric(12,2), extendedprice numeric(12,2), discount numeric(12,2),
        tax numeric(12,2), returnflag char(1), linestatus char(1),
        shipdate date, commitdate date, receiptdate date,
        shipinstruct char(25), shipmode char(10), comment varchar(44),
        primary key (orderkey, linenumber))
      """;

  private static final String JOB =
      """
      job: %s
      source:
        csv: %s
        key: [orderkey, linenumber]
        types:
          orderkey: integer
          partkey: integer
          suppkey: integer
          linenumber: int32
          quantity: decimal
          extendedprice: decimal
          discount: decimal
          tax: decimal
          shipdate: date
          commitdate: date
          receiptdate: date
      sink:
        table: lineitem
        in: target
        key: [orderkey, linenumber]
        write: upsert
      connections:
        target: { jdbc: "embedded:postgresql" }
      """;

  private static final String COPY = "copy %s from stdin (format csv, header)";

  /** What psql is told where the rows may be there: the way that PostgreSQL's users know. */
  private static final String MERGE =
      """
      insert into lineitem select * from staging on conflict (orderkey, linenumber) do update set
        partkey = excluded.partkey, suppkey = excluded.suppkey, quantity = excluded.quantity,
        extendedprice = excluded.extendedprice, discount = excluded.discount, tax = excluded.tax,
        returnflag = excluded.returnflag, linestatus = excluded.linestatus,
        shipdate = excluded.shipdate, commitdate = excluded.commitdate,
        receiptdate = excluded.receiptdate, shipinstruct = excluded.shipinstruct,
        shipmode = excluded.shipmode, comment = excluded.comment
      """;

  private final Connection connection;
  private final Path file;

  /**
   * A new table.
   *
   * @param file the rows
   */
  public LineitemTable(Connection connection, Path file) throws SQLException {
    this.connection = connection;
    this.file = file;
    execute("drop table if exists lineitem");
    execute(TABLE);
  }

  /** The text of the job that brings the rows of a file there. */
  public static String job(String name, Path file) {
    return JOB.formatted(name, file.getFileName());
  }

  /** Empties it. */
  public void empty() throws SQLException {
    execute("truncate lineitem");
    checkpoint();
  }

  /** Has done now what would else be written while something is measured. */
  public void checkpoint() throws SQLException {
    execute("checkpoint");
  }

  /** Brings the rows there, straight. */
  public void copy() throws IOException, SQLException {
    copy(NAME);
  }

  /** Brings the rows there by way of a staging table, in one transaction. */
  public void merge() throws IOException, SQLException {
    execute("begin");
    execute("create temp table staging (like lineitem) on commit drop");
    copy("staging");
    execute(MERGE);
    execute("commit");
  }

  private void copy(String table) throws IOException, SQLException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY.formatted(table), in);
    }
  }

  /** A fleet that is fast because it writes something else would be none. */
  public void require(String expected) throws SQLException {
    String found = content();
    if (!found.equals(expected)) {
      throw new IllegalStateException(
          "the table holds other rows than COPY puts there: " + found + ", not " + expected);
    }
  }

  /** An undo that leaves a row is none. */
  public void requireEmpty() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select count(*) from lineitem")) {
      row.next();
      if (row.getLong(1) > 0) {
        throw new IllegalStateException("the table still holds " + row.getLong(1) + " rows");
      }
    }
  }

  /** What it holds, in short. */
  public String content() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select count(*) || ' rows, sum ' || sum(hashtextextended(l::text, 0)::numeric)"
                    + " from lineitem l")) {
      row.next();
      return row.getString(1);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
