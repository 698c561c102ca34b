package io.godwit.jdbc.plain;

import io.godwit.common.spi.Opening;
import io.godwit.common.wire.cbor.RowEncoder;
import io.godwit.jdbc.spec.JdbcSpec;
import io.godwit.testkit.contract.PlainConnections;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A fresh database in the memory of this process.
 *
 * @param url of it
 */
record EmbeddedDatabase(String url) {

  private static final AtomicInteger NUMBERS = new AtomicInteger();

  static EmbeddedDatabase h2() {
    return new EmbeddedDatabase("jdbc:h2:mem:plain" + NUMBERS.incrementAndGet());
  }

  /** With versions of rows and texts that differ in blanks: it usually locks, and pads them. */
  static EmbeddedDatabase hsqldb() {
    return new EmbeddedDatabase(
        "jdbc:hsqldb:mem:plain"
            + NUMBERS.incrementAndGet()
            + ";hsqldb.tx=mvcc;sql.pad_space=false");
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(url, "SA", "");
  }

  Opening opening() {
    JdbcSpec spec = new JdbcSpec(url, Optional.of("SA"), Optional.empty(), 2);
    return new Opening(PlainConnections.of("db", spec), Path.of("."), RowEncoder::new);
  }

  static void execute(Connection connection, String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** The rows of a query, each as its values with blanks between. */
  static List<String> rows(Connection connection, String query) throws SQLException {
    List<String> found = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          row.add(String.valueOf(rows.getString(i)));
        }
        found.add(String.join(" ", row));
      }
    }
    return found;
  }
}
