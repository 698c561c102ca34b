package io.godwit.jdbc.mysql;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Origin;
import io.godwit.common.model.RecordId;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.BareTexts;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Key;
import io.godwit.common.model.value.Value;
import io.godwit.common.spec.SinkSpec;
import io.godwit.common.spi.LookupQuery;
import io.godwit.jdbc.spec.TableSpec;
import io.godwit.jdbc.sql.JdbcAccess;
import io.godwit.jdbc.sql.lookup.TableLookup;
import io.godwit.jdbc.sql.tables.TableTarget;
import io.godwit.testkit.contract.OpenSink;
import io.godwit.testkit.env.MariaDbServer;
import io.godwit.testkit.env.Skip;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** A database of its own on a real server, which all tests of the JVM share. */
final class TestDatabase implements AutoCloseable {

  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private final String name = "t" + NUMBERS.incrementAndGet();
  private final Connection connection;

  /** Makes it, or skips the test where there is no server for this machine. */
  TestDatabase(String... statements) throws SQLException {
    connection = connect();
    execute("create database " + name);
    connection.setCatalog(name);
    for (String statement : statements) {
      execute(statement);
    }
  }

  /** The server; skips the test where there is none for this machine. */
  static MariaDbServer server() {
    Skip.unless(
        TestDatabase.class,
        MariaDbServer.missing().isEmpty(),
        MariaDbServer.missing().orElse("it runs"));
    return MariaDbServer.get();
  }

  /** Past the sink, each statement by itself, in a session as the server makes it. */
  static Connection connect() throws SQLException {
    return DriverManager.getConnection(server().url("mysql") + "&user=root");
  }

  String url() {
    return server().url(name);
  }

  String name() {
    return name;
  }

  JdbcAccess access() {
    return access("root", 2);
  }

  JdbcAccess access(String user, int pool) {
    return access(url(), user, pool);
  }

  static JdbcAccess access(String url, String user, int pool) {
    return new JdbcAccess(url, Optional.of(user), Optional.empty(), pool);
  }

  OpenSink sink(String table, String... key) throws Trouble {
    return open(spec(table, key), access(), BareTexts.NONE);
  }

  /** A sink for records whose texts are bare, as those of a CSV file without declared types. */
  OpenSink bareSink(String table, String... key) throws Trouble {
    return open(spec(table, key), access(), BareTexts.allBut(Set.of()));
  }

  static OpenSink open(TableSpec spec, JdbcAccess access, BareTexts bare) throws Trouble {
    return OpenSink.of(TableTarget.open(new MysqlDialect(), List.of(spec), access), bare);
  }

  static TableSpec spec(String table, String... key) {
    return new TableSpec(table, "app", List.of(key), SinkSpec.Write.UPSERT);
  }

  TableLookup lookup(String table, String column, String... take) throws Trouble {
    return TableLookup.open(
        new MysqlDialect(), new LookupQuery(table, column, List.of(take), 1000), access());
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The rows of a query, columns joined by {@code |}, null as {@code ~}. */
  List<String> rows(String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        List<String> fields = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          fields.add(Optional.ofNullable(result.getString(i)).orElse("~"));
        }
        rows.add(String.join("|", fields));
      }
    }
    return rows;
  }

  @Override
  public void close() throws SQLException {
    execute("drop database " + name);
    connection.close();
  }

  /** A record of fields given as name, value, name, value, ... */
  static DataRecord record(Object... fields) {
    Map<String, Value> values = new LinkedHashMap<>();
    for (int i = 0; i < fields.length; i += 2) {
      values.put((String) fields[i], value(fields[i + 1]));
    }
    return new DataRecord(
        new RecordId(0, 0), new Key("k"), new Origin("test.csv", 1), Document.of(values));
  }

  private static Value value(Object object) {
    return switch (object) {
      case Value value -> value;
      case Integer i -> new Value.Int32(i);
      case Long l -> new Value.Int64(l);
      case Boolean b -> new Value.Bool(b);
      case String s -> new Value.Text(s);
      default -> throw new IllegalArgumentException(object.toString());
    };
  }
}
