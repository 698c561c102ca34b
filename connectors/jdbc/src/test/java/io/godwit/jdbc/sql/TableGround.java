package io.godwit.jdbc.sql;

import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import io.godwit.common.spi.Target;
import io.godwit.testkit.contract.SinkGround;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A table of any SQL database as the ground of a sink's contract; whoever makes it says how the
 * database spells the columns' types.
 *
 * @param connection reads past the sink, each statement by itself
 * @param schema where the table {@code things} is made, and what is dropped at the end
 */
public record TableGround(Connection connection, String schema, Opener opener)
    implements SinkGround {

  /** Opens the target. */
  @FunctionalInterface
  public interface Opener {
    /** A target that is the table {@code things} of the schema, by the key {@code id}. */
    Target open() throws Trouble;
  }

  /** The columns beside id and name, as most databases spell them. */
  public static final String COLUMNS =
      """
      exact numeric(30, 10), floating double precision, flag boolean, small smallint,
      calendar date, clock time(6), local_at timestamp(6)
      """;

  /** The same for databases whose timestamps are points in time. */
  public static final String COLUMNS_WITH_DATETIME =
      COLUMNS.replace("local_at timestamp", "local_at datetime");

  private static final Map<String, List<Value>> EXACT =
      Map.of(
          "exact",
              List.of(
                  new Value.Decimal(new BigDecimal("12345678901234567890.123456789")),
                  new Value.Decimal(new BigDecimal("-0.0000000001"))),
          "floating", List.of(new Value.Float64(0.1), new Value.Float64(-1.5e300)),
          "flag", List.of(new Value.Bool(true), new Value.Bool(false)),
          "small", List.of(new Value.Int32(32767), new Value.Int32(-32768)),
          "calendar", List.of(new Value.Date(LocalDate.of(2024, 2, 29))),
          "clock", List.of(new Value.Time(LocalTime.of(23, 59, 59, 999_999_000))),
          "local_at",
              List.of(new Value.LocalTimestamp(LocalDateTime.of(1999, 1, 2, 3, 4, 5, 6_000))));

  /** A fresh table. */
  public static TableGround create(Connection connection, String schema, Opener opener)
      throws SQLException {
    TableGround ground = new TableGround(connection, schema, opener);
    createSchema(connection, schema);
    ground.execute(
        "create table "
            + schema
            + ".things (id bigint not null primary key, name varchar(40) unique, "
            + (isMariaDb(connection) ? COLUMNS_WITH_DATETIME : COLUMNS)
            + ")");
    return ground;
  }

  @Override
  public Target open() throws Trouble {
    return opener.open();
  }

  @Override
  public Map<Long, Document> held() throws SQLException {
    Map<Long, Document> held = new LinkedHashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select * from " + schema + ".things")) {
      while (rows.next()) {
        held.put(rows.getLong("id"), row(rows));
      }
    }
    return held;
  }

  private static Document row(ResultSet rows) throws SQLException {
    Document fields = Document.empty();
    for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
      String name = rows.getMetaData().getColumnLabel(i).toLowerCase(Locale.ROOT);
      Object value = rows.getObject(i);
      if (value != null) {
        fields = fields.with(name, value(name, rows, i));
      }
    }
    return fields;
  }

  private static Value value(String column, ResultSet rows, int i) throws SQLException {
    return switch (column) {
      case "id" -> new Value.Int64(rows.getLong(i));
      case "exact" -> new Value.Decimal(rows.getBigDecimal(i).stripTrailingZeros());
      case "floating" -> new Value.Float64(rows.getDouble(i));
      case "flag" -> new Value.Bool(rows.getBoolean(i));
      case "small" -> new Value.Int32(rows.getInt(i));
      case "calendar" -> new Value.Date(rows.getObject(i, LocalDate.class));
      case "clock" -> new Value.Time(rows.getObject(i, LocalTime.class));
      case "local_at" -> new Value.LocalTimestamp(rows.getObject(i, LocalDateTime.class));
      default -> new Value.Text(rows.getString(i));
    };
  }

  @Override
  public Map<String, List<Value>> exact() {
    return EXACT;
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
  public void takeAway() throws SQLException {
    execute("alter table " + schema + ".things rename to gone");
  }

  @Override
  public void putBack() throws SQLException {
    execute("alter table " + schema + ".gone rename to things");
  }

  private void execute(String sql) throws SQLException {
    execute(connection, sql);
  }

  /** A schema in which texts are equal only where their characters are. */
  static void createSchema(Connection connection, String schema) throws SQLException {
    execute(
        connection,
        "create schema "
            + schema
            + (isMariaDb(connection) ? " character set utf8mb4 collate utf8mb4_nopad_bin" : ""));
    if (isMariaDb(connection)) {
      // To which a table is renamed.
      connection.setCatalog(schema);
    }
  }

  /** Takes a schema away with all that is in it, which MariaDB does without being told. */
  static void dropSchema(Connection connection, String schema) throws SQLException {
    execute(connection, "drop schema " + schema + (isMariaDb(connection) ? "" : " cascade"));
  }

  private static boolean isMariaDb(Connection connection) throws SQLException {
    return connection.getMetaData().getDatabaseProductName().equals("MariaDB");
  }

  /** Executes one statement by itself. */
  static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    dropSchema(connection, schema);
    connection.close();
  }
}
