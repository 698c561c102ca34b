package io.godwit.jdbc.postgresql;

import io.godwit.common.model.BareTexts;
import io.godwit.common.model.Secret;
import io.godwit.jdbc.sql.JdbcAccess;
import io.godwit.jdbc.sql.LookupTableGround;
import io.godwit.jdbc.sql.TableGround;
import io.godwit.testkit.contract.LookupContract;
import io.godwit.testkit.contract.LookupGround;
import io.godwit.testkit.contract.SinkContract;
import io.godwit.testkit.contract.SinkGround;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
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
  class AsSink implements SinkContract {
    @Override
    public SinkGround ground() throws Exception {
      String schema = schema();
      return TableGround.create(
          connection(),
          schema,
          () ->
              TestSchema.open(TestSchema.spec(schema + ".things", "id"), access(), BareTexts.NONE));
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
