package io.godwit.jdbc.postgresql;

import io.godwit.common.model.Secret;
import io.godwit.jdbc.spec.TableSpec;
import io.godwit.jdbc.sql.JdbcAccess;
import io.godwit.jdbc.sql.LedgerTablesGround;
import io.godwit.jdbc.sql.LookupTableGround;
import io.godwit.jdbc.sql.TableGround;
import io.godwit.jdbc.sql.TablePairGround;
import io.godwit.jdbc.sql.tables.TableTarget;
import io.godwit.testkit.contract.LedgerContract;
import io.godwit.testkit.contract.LedgerGround;
import io.godwit.testkit.contract.LookupContract;
import io.godwit.testkit.contract.LookupGround;
import io.godwit.testkit.contract.PairGround;
import io.godwit.testkit.contract.SeveralRowsContract;
import io.godwit.testkit.contract.SinkContract;
import io.godwit.testkit.contract.SinkGround;
import io.godwit.testkit.contract.VerifyContract;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;

/** PostgreSQL keeps to the contracts of sinks and lookups. */
class PostgresContractTest {

  private static final AtomicInteger SCHEMAS = new AtomicInteger();

  private static String schema() {
    return "contract" + SCHEMAS.incrementAndGet();
  }

  private static JdbcAccess access() {
    return new JdbcAccess(
        "jdbc:postgresql://localhost:" + TestSchema.port() + "/postgres",
        Optional.of("postgres"),
        Optional.of(new Secret("none")),
        2);
  }

  private static Connection connection() throws SQLException {
    return DriverManager.getConnection(access().url() + "?user=postgres");
  }

  @Nested
  class AsSink implements SinkContract, VerifyContract {
    @Override
    public SinkGround ground() throws Exception {
      String schema = schema();
      return TableGround.create(
          connection(),
          schema,
          () ->
              TableTarget.open(
                  new PostgresDialect(),
                  List.of(TestSchema.spec(schema + ".things", "id")),
                  access()));
    }
  }

  @Nested
  class OfSeveralRows implements SeveralRowsContract {
    @Override
    public PairGround ground() throws Exception {
      String schema = schema();
      List<TableSpec> specs =
          TablePairGround.TABLES.stream()
              .map(table -> TestSchema.spec(schema + "." + table, "id"))
              .toList();
      return TablePairGround.create(
          connection(), schema, () -> TableTarget.open(new PostgresDialect(), specs, access()));
    }
  }

  @Nested
  class OfALedger implements LedgerContract {
    @Override
    public LedgerGround ground() throws Exception {
      return LedgerTablesGround.create(
          connection(),
          schema(),
          spec -> TableTarget.open(new PostgresDialect(), List.of(spec), access()));
    }
  }

  @Nested
  class AsLookup implements LookupContract {
    @Override
    public LookupGround ground() throws Exception {
      return LookupTableGround.create(
          connection(), schema(), query -> TestSchema.open(query, access()));
    }
  }
}
