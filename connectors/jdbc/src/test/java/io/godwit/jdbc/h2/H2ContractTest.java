package io.godwit.jdbc.h2;

import io.godwit.common.model.BareTexts;
import io.godwit.common.model.Trouble;
import io.godwit.common.model.Value;
import io.godwit.common.spec.SinkSpec;
import io.godwit.common.spi.Lookup;
import io.godwit.common.spi.LookupQuery;
import io.godwit.common.spi.Opening;
import io.godwit.jdbc.JdbcLookupConnector;
import io.godwit.jdbc.JdbcSinkConnector;
import io.godwit.jdbc.spec.JdbcSpec;
import io.godwit.jdbc.spec.TableSpec;
import io.godwit.jdbc.sql.TableGround;
import io.godwit.testkit.contract.LookupContract;
import io.godwit.testkit.contract.LookupGround;
import io.godwit.testkit.contract.PlainConnections;
import io.godwit.testkit.contract.SinkContract;
import io.godwit.testkit.contract.SinkGround;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;

/** A dialect that stands in test code keeps to the contracts, opened as a job opens it. */
class H2ContractTest {

  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private static String url() {
    return "jdbc:h2:mem:contract" + NUMBERS.incrementAndGet() + ";DATABASE_TO_LOWER=TRUE";
  }

  private static Opening opening(String url) {
    JdbcSpec spec = new JdbcSpec(url, Optional.of("sa"), Optional.empty(), 2);
    return new Opening(PlainConnections.of("db", spec), Path.of("."));
  }

  @Nested
  class AsSink implements SinkContract {
    @Override
    public SinkGround ground() throws Exception {
      String url = url();
      TableSpec spec = new TableSpec("c.things", "db", List.of("id"), SinkSpec.Write.UPSERT);
      return TableGround.create(
          DriverManager.getConnection(url, "sa", ""),
          "c",
          () -> new JdbcSinkConnector().open(spec, opening(url), BareTexts.NONE));
    }
  }

  @Nested
  class AsLookup implements LookupContract {
    @Override
    public LookupGround ground() throws Exception {
      String url = url();
      Connection connection = DriverManager.getConnection(url, "sa", "");
      execute(connection, "create table u (id bigint primary key, name varchar)");
      execute(connection, "insert into u select \"X\", \"X\" from system_range(1, 500)");
      return new Ground(connection, url);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private record Ground(Connection connection, String url) implements LookupGround {
    @Override
    public Lookup open() throws Trouble {
      LookupQuery query = new LookupQuery("u", "id", List.of("name"), 1000);
      return new JdbcLookupConnector().open("db", query, opening(url));
    }

    @Override
    public int rows() {
      return 500;
    }

    @Override
    public List<Value> spellingsOfSeven() {
      return List.of(new Value.Int64(7), new Value.Int32(7), new Value.Text("7"));
    }

    @Override
    public void takeAway() throws SQLException {
      execute(connection, "drop table u");
    }

    @Override
    public void close() throws SQLException {
      connection.close();
    }
  }
}
