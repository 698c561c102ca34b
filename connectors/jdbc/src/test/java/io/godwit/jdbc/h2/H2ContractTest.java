package io.godwit.jdbc.h2;

import io.godwit.common.spec.SinkSpec;
import io.godwit.common.spi.Opening;
import io.godwit.common.wire.RowEncoder;
import io.godwit.jdbc.JdbcLookupConnector;
import io.godwit.jdbc.JdbcSinkConnector;
import io.godwit.jdbc.spec.JdbcSpec;
import io.godwit.jdbc.spec.TableSpec;
import io.godwit.jdbc.sql.LookupTableGround;
import io.godwit.jdbc.sql.TableGround;
import io.godwit.jdbc.sql.TablePairGround;
import io.godwit.testkit.contract.LookupContract;
import io.godwit.testkit.contract.LookupGround;
import io.godwit.testkit.contract.PairGround;
import io.godwit.testkit.contract.PlainConnections;
import io.godwit.testkit.contract.SeveralRowsContract;
import io.godwit.testkit.contract.SinkContract;
import io.godwit.testkit.contract.SinkGround;
import java.nio.file.Path;
import java.sql.DriverManager;
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
    return new Opening(PlainConnections.of("db", spec), Path.of("."), RowEncoder::new);
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
}
