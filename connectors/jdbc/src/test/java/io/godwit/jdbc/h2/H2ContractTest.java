package io.godwit.jdbc.h2;

import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spec.SinkSpec;
import io.godwit.common.spi.Opening;
import io.godwit.common.spi.Source;
import io.godwit.common.wire.cbor.RowEncoder;
import io.godwit.jdbc.JdbcLookupConnector;
import io.godwit.jdbc.JdbcSinkConnector;
import io.godwit.jdbc.JdbcSourceConnector;
import io.godwit.jdbc.spec.JdbcSpec;
import io.godwit.jdbc.spec.TableSpec;
import io.godwit.jdbc.spec.TablesSpec;
import io.godwit.jdbc.sql.LedgerTablesGround;
import io.godwit.jdbc.sql.LookupTableGround;
import io.godwit.jdbc.sql.TableGround;
import io.godwit.jdbc.sql.TablePairGround;
import io.godwit.testkit.contract.LedgerContract;
import io.godwit.testkit.contract.LedgerGround;
import io.godwit.testkit.contract.LookupContract;
import io.godwit.testkit.contract.LookupGround;
import io.godwit.testkit.contract.PairGround;
import io.godwit.testkit.contract.PlainConnections;
import io.godwit.testkit.contract.SeveralRowsContract;
import io.godwit.testkit.contract.SinkContract;
import io.godwit.testkit.contract.SinkGround;
import io.godwit.testkit.contract.SourceContract;
import io.godwit.testkit.contract.SourceGround;
import io.godwit.testkit.contract.VerifyContract;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;

/** A dialect that stands in test code keeps to the contracts, opened as a job opens it. */
class H2ContractTest {

  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private static String url() {
    return "jdbc:h2:mem:staged" + NUMBERS.incrementAndGet() + ";DATABASE_TO_LOWER=TRUE";
  }

  private static Opening opening(String url) {
    JdbcSpec spec = new JdbcSpec(url, Optional.of("sa"), Optional.empty(), 2);
    return new Opening(PlainConnections.of("db", spec), Path.of("."), RowEncoder::new);
  }

  @Nested
  class AsSink implements SinkContract, VerifyContract {
    @Override
    public SinkGround ground() throws Exception {
      String url = url();
      TableSpec spec = new TableSpec("c.things", "db", List.of("id"), SinkSpec.Write.UPSERT);
      return TableGround.create(
          DriverManager.getConnection(url, "sa", ""),
          "c",
          () -> new JdbcSinkConnector().open(List.of(spec), opening(url)));
    }
  }

  @Nested
  class OfSeveralRows implements SeveralRowsContract {
    @Override
    public PairGround ground() throws Exception {
      String url = url();
      List<TableSpec> specs =
          TablePairGround.TABLES.stream()
              .map(table -> new TableSpec("c." + table, "db", List.of("id"), SinkSpec.Write.UPSERT))
              .toList();
      return TablePairGround.create(
          DriverManager.getConnection(url, "sa", ""),
          "c",
          () -> new JdbcSinkConnector().open(specs, opening(url)));
    }
  }

  @Nested
  class OfALedger implements LedgerContract {
    @Override
    public LedgerGround ground() throws Exception {
      String url = url();
      return LedgerTablesGround.create(
          DriverManager.getConnection(url, "sa", ""),
          "c",
          spec -> new JdbcSinkConnector().open(List.of(spec), opening(url)));
    }
  }

  @Nested
  class AsLookup implements LookupContract {
    @Override
    public LookupGround ground() throws Exception {
      String url = url();
      return LookupTableGround.create(
          DriverManager.getConnection(url, "sa", ""),
          "c",
          query -> new JdbcLookupConnector().open("db", query, opening(url)));
    }
  }

  @Nested
  class AsSource implements SourceContract {
    @Override
    public SourceGround ground() throws Exception {
      Connection connection = DriverManager.getConnection(url(), "sa", "");
      return H2SourceGround.of(
          connection, "id int not null, b varchar(9) not null, primary key (b, id)");
    }
  }

  @Nested
  class AsSourceWithAKeyOfTheJob implements SourceContract {
    @Override
    public SourceGround ground() throws Exception {
      Connection connection = DriverManager.getConnection(url(), "sa", "");
      return H2SourceGround.of(connection, "id int, b varchar(9)", "id");
    }
  }

  private record H2SourceGround(Connection connection, TablesSpec spec) implements SourceGround {

    static H2SourceGround of(Connection connection, String columns, String... key)
        throws SQLException {
      try (Statement statement = connection.createStatement()) {
        statement.execute("create schema c");
        statement.execute("create table c.things (" + columns + ", v numeric(9,2))");
        statement.execute(
            "insert into c.things select \"X\", 'k' || mod(\"X\", 7), \"X\" / 4.00"
                + " from system_range(1, 60)");
      }
      return new H2SourceGround(
          connection,
          new TablesSpec(
              List.of("c.thing*"), "db", List.of(key), Optional.of("v > 0 or id = 0"), 9));
    }

    @Override
    public Source open() throws Trouble {
      try {
        String url = connection.getMetaData().getURL() + ";DATABASE_TO_LOWER=TRUE";
        return new JdbcSourceConnector().open(spec, opening(url));
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public int records() {
      return 60;
    }

    /** H2 shows no value that cannot be read. */
    @Override
    public int unreadable() {
      return 0;
    }

    @Override
    public void change() throws SQLException {
      try (Statement statement = connection.createStatement()) {
        statement.execute("alter table c.things add more int");
      }
    }

    @Override
    public void close() throws SQLException {
      connection.close();
    }
  }
}
