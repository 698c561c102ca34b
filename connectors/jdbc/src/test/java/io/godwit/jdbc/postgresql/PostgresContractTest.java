package io.godwit.jdbc.postgresql;

import io.godwit.common.model.BareTexts;
import io.godwit.common.model.Secret;
import io.godwit.common.model.Trouble;
import io.godwit.common.model.Value;
import io.godwit.common.spi.Lookup;
import io.godwit.common.spi.LookupQuery;
import io.godwit.jdbc.sql.JdbcAccess;
import io.godwit.jdbc.sql.TableGround;
import io.godwit.testkit.contract.LookupContract;
import io.godwit.testkit.contract.LookupGround;
import io.godwit.testkit.contract.SinkContract;
import io.godwit.testkit.contract.SinkGround;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;

/** PostgreSQL keeps to the contracts of sinks and lookups. */
class PostgresContractTest {

  private static final AtomicInteger SCHEMAS = new AtomicInteger();

  @Nested
  class AsSink implements SinkContract {
    @Override
    public SinkGround ground() throws Exception {
      String schema = "contract" + SCHEMAS.incrementAndGet();
      JdbcAccess access =
          new JdbcAccess(
              "jdbc:postgresql://localhost:" + TestSchema.port() + "/postgres",
              Optional.of("postgres"),
              Optional.of(new Secret("none")),
              2);
      return TableGround.create(
          DriverManager.getConnection(access.url() + "?user=postgres"),
          schema,
          () -> TestSchema.open(TestSchema.spec(schema + ".things", "id"), access, BareTexts.NONE));
    }
  }

  @Nested
  class AsLookup implements LookupContract {
    @Override
    public LookupGround ground() throws Exception {
      TestSchema schema =
          new TestSchema(
              "create table u (id bigint primary key, name text)",
              "insert into u select i, i::text from generate_series(1, 500) i");
      return new Ground(schema);
    }

    private record Ground(TestSchema schema) implements LookupGround {
      @Override
      public Lookup open() throws Trouble {
        LookupQuery query = new LookupQuery("u", "id", List.of("name"), 1000);
        return TestSchema.open(query, schema.access());
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
      public void takeAway() throws Exception {
        schema.execute("drop table u");
      }

      @Override
      public void close() throws SQLException {
        schema.close();
      }
    }
  }
}
