package io.godwit.jdbc.h2;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.Answer;
import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Origin;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.RecordId;
import io.godwit.common.model.Row;
import io.godwit.common.model.Write;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Key;
import io.godwit.common.model.value.Value;
import io.godwit.common.spec.SinkSpec;
import io.godwit.jdbc.spec.TableSpec;
import io.godwit.jdbc.sql.JdbcAccess;
import io.godwit.jdbc.sql.batch.ColumnLayout;
import io.godwit.jdbc.sql.dialect.Dialect;
import io.godwit.jdbc.sql.dialect.SqlErrors;
import io.godwit.jdbc.sql.dialect.SqlServer;
import io.godwit.jdbc.sql.dialect.Statements;
import io.godwit.jdbc.sql.dialect.TableCatalog;
import io.godwit.jdbc.sql.dialect.Wire;
import io.godwit.jdbc.sql.fit.Column;
import io.godwit.jdbc.sql.fit.FieldRules;
import io.godwit.jdbc.sql.fit.Table;
import io.godwit.jdbc.sql.tables.TableTarget;
import io.godwit.testkit.contract.OpenSink;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** How often the staging tables of a write with several rows are emptied. */
class EmptiedStagingTest {

  private static final String URL = "jdbc:h2:mem:emptied;DATABASE_TO_LOWER=TRUE";

  /** H2, which counts. */
  private record Counting(H2Dialect of, AtomicInteger emptied) implements Dialect {
    @Override
    public String start() {
      return of.start();
    }

    @Override
    public SqlServer server(JdbcAccess access) {
      return of.server(access);
    }

    @Override
    public Statements statements(int staging) {
      return new CountingStatements(of.statements(staging), emptied);
    }

    @Override
    public TableCatalog catalog() {
      return of.catalog();
    }

    @Override
    public SqlErrors errors() {
      return of.errors();
    }

    @Override
    public Wire wire() {
      return of.wire();
    }
  }

  private record CountingStatements(Statements of, AtomicInteger emptied) implements Statements {
    @Override
    public String staging() {
      return of.staging();
    }

    @Override
    public String createStaging(Table target, boolean lasting) {
      return of.createStaging(target, lasting);
    }

    @Override
    public String clearStaging() {
      emptied.incrementAndGet();
      return of.clearStaging();
    }

    @Override
    public String merge(SinkSpec.Write write, FieldRules rules, ColumnLayout layout) {
      return of.merge(write, rules, layout);
    }

    @Override
    public String lookup(Table table, List<Column> keys, List<Column> taken, List<String> values) {
      return of.lookup(table, keys, taken, values);
    }

    @Override
    public String stagedOrder() {
      return of.stagedOrder();
    }

    @Override
    public String noKeys() {
      return of.noKeys();
    }
  }

  private static Row row(int table, int id, String v) {
    return new Row(table, Document.of("id", new Value.Int32(id)).with("v", new Value.Text(v)));
  }

  private static Write write(int id, Row... rows) {
    DataRecord record =
        new DataRecord(
            new RecordId(0, id),
            new Key(Integer.toString(id)),
            new Origin("file", id + 2),
            Document.empty());
    return new Write.OfRows(record, List.of(rows));
  }

  private static List<String> rows(Connection connection, String query) throws SQLException {
    List<String> found = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        found.add(rows.getString(1) + rows.getString(2));
      }
    }
    return found;
  }

  @Test
  void aStagingTableIsEmptiedOnlyWhereRowsMayLieInIt() throws Exception {
    AtomicInteger emptied = new AtomicInteger();
    try (Connection connection = DriverManager.getConnection(URL, "sa", "")) {
      for (String table : List.of("t", "p")) {
        try (Statement statement = connection.createStatement()) {
          statement.execute(
              "create table " + table + " (id int not null primary key, v varchar(3))");
        }
      }
      List<TableSpec> specs =
          List.of("t", "p").stream()
              .map(table ->
                  new TableSpec("public." + table, "db", List.of("id"), SinkSpec.Write.UPSERT))
              .toList();
      try (OpenSink sink =
          OpenSink.of(
              TableTarget.open(
                  new Counting(new H2Dialect(), emptied),
                  specs,
                  new JdbcAccess(URL, Optional.of("sa"), Optional.empty(), 1)))) {

        List<Answer> first = sink.sink().write(List.of(write(1, row(0, 1, "a"), row(1, 1, "b"))));

        assertThat(first).containsExactly(Outcome.Written.WRITTEN);
        assertThat(emptied).as("nothing lay in them").hasValue(0);
        // One key twice in a record of one table: the second row is a piece of its own.
        List<Answer> second =
            sink.sink().write(List.of(write(2, row(0, 2, "a"), row(0, 2, "z"), row(1, 2, "b"))));
        assertThat(second).containsExactly(Outcome.Written.WRITTEN);
        assertThat(emptied).as("the second piece meets the first").hasValue(1);
      }
      assertThat(rows(connection, "select id, v from t order by id")).containsExactly("1a", "2z");
      assertThat(rows(connection, "select id, v from p order by id")).containsExactly("1b", "2b");
    }
  }
}
