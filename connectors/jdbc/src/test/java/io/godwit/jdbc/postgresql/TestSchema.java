package io.godwit.jdbc.postgresql;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Origin;
import io.godwit.common.model.RecordId;
import io.godwit.common.model.Secret;
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
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
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

/** A schema of its own on a real server, which all tests of the JVM share. */
final class TestSchema implements AutoCloseable {

  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private final String name = "t" + NUMBERS.incrementAndGet();
  private final Connection connection;

  TestSchema(String... statements) throws SQLException {
    connection = DriverManager.getConnection(url() + "&user=postgres");
    execute("create schema " + name);
    for (String statement : statements) {
      execute(statement);
    }
  }

  /** Starts the server once, and stops it with the JVM. */
  private static final class Server {
    static final EmbeddedPostgres POSTGRES = start();

    private static EmbeddedPostgres start() {
      try {
        EmbeddedPostgres postgres =
            EmbeddedPostgres.builder().setServerConfig("max_connections", "40").start();
        Runtime.getRuntime()
            .addShutdownHook(
                new Thread(() -> {
                  try {
                    postgres.close();
                  } catch (IOException e) {
                    throw new UncheckedIOException(e);
                  }
                }));
        return postgres;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  static int port() {
    return Server.POSTGRES.getPort();
  }

  String url() {
    return "jdbc:postgresql://localhost:" + port() + "/postgres?currentSchema=" + name;
  }

  String name() {
    return name;
  }

  JdbcAccess access() {
    return access("postgres", 2);
  }

  JdbcAccess access(String user, int pool) {
    return new JdbcAccess(
        url(), Optional.of(user), Optional.of(new Secret("not-the-password-" + user)), pool);
  }

  OpenSink sink(String table, String... key) throws Trouble {
    return open(spec(table, key), access(), BareTexts.NONE);
  }

  /** A sink for records whose texts are bare, as those of a CSV file without declared types. */
  OpenSink bareSink(String table, String... key) throws Trouble {
    return open(spec(table, key), access(), BareTexts.allBut(Set.of()));
  }

  static OpenSink open(TableSpec spec, JdbcAccess access, BareTexts bare) throws Trouble {
    return OpenSink.of(TableTarget.open(new PostgresDialect(), List.of(spec), access), bare);
  }

  static TableLookup open(LookupQuery query, JdbcAccess access) throws Trouble {
    return TableLookup.open(new PostgresDialect(), query, access);
  }

  static TableSpec spec(String table, String... key) {
    return new TableSpec(table, "app", List.of(key), SinkSpec.Write.UPSERT);
  }

  TableLookup lookup(String table, String column, String... take) throws Trouble {
    return open(new LookupQuery(table, column, List.of(take), 1000), access());
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
    execute("drop schema " + name + " cascade");
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
