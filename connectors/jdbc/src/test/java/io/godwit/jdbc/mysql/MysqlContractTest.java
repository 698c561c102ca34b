package io.godwit.jdbc.mysql;

import io.godwit.jdbc.spec.TableSpec;
import io.godwit.jdbc.sql.JdbcAccess;
import io.godwit.jdbc.sql.LedgerTablesGround;
import io.godwit.jdbc.sql.LookupTableGround;
import io.godwit.jdbc.sql.TableGround;
import io.godwit.jdbc.sql.TablePairGround;
import io.godwit.jdbc.sql.lookup.TableLookup;
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
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;

/** MariaDB keeps to the contracts of sinks and lookups. */
class MysqlContractTest {

  private static final AtomicInteger SCHEMAS = new AtomicInteger();

  private static String schema() {
    return "contract" + SCHEMAS.incrementAndGet();
  }

  private static JdbcAccess access() {
    return TestDatabase.access(TestDatabase.server().url("mysql"), "root", 2);
  }

  @Nested
  class AsSink implements SinkContract, VerifyContract {
    @Override
    public SinkGround ground() throws Exception {
      String schema = schema();
      return TableGround.create(
          TestDatabase.connect(),
          schema,
          () ->
              TableTarget.open(
                  new MysqlDialect(),
                  List.of(TestDatabase.spec(schema + ".things", "id")),
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
              .map(table -> TestDatabase.spec(schema + "." + table, "id"))
              .toList();
      return TablePairGround.create(
          TestDatabase.connect(),
          schema,
          () -> TableTarget.open(new MysqlDialect(), specs, access()));
    }
  }

  @Nested
  class OfALedger implements LedgerContract {
    @Override
    public LedgerGround ground() throws Exception {
      return LedgerTablesGround.create(
          TestDatabase.connect(),
          schema(),
          spec -> TableTarget.open(new MysqlDialect(), List.of(spec), access()));
    }
  }

  @Nested
  class AsLookup implements LookupContract {
    @Override
    public LookupGround ground() throws Exception {
      return LookupTableGround.create(
          TestDatabase.connect(),
          schema(),
          query -> TableLookup.open(new MysqlDialect(), query, access()));
    }
  }
}
