package io.godwit.jdbc.plain;

import io.godwit.common.spec.SinkSpec;
import io.godwit.jdbc.JdbcLookupConnector;
import io.godwit.jdbc.JdbcSinkConnector;
import io.godwit.jdbc.spec.TableSpec;
import io.godwit.jdbc.sql.LedgerTablesGround;
import io.godwit.jdbc.sql.LookupTableGround;
import io.godwit.jdbc.sql.TableGround;
import io.godwit.jdbc.sql.TablePairGround;
import io.godwit.testkit.contract.LedgerContract;
import io.godwit.testkit.contract.LedgerGround;
import io.godwit.testkit.contract.LookupContract;
import io.godwit.testkit.contract.LookupGround;
import io.godwit.testkit.contract.PairGround;
import io.godwit.testkit.contract.SeveralRowsContract;
import io.godwit.testkit.contract.SinkContract;
import io.godwit.testkit.contract.SinkGround;
import io.godwit.testkit.contract.SourceContract;
import io.godwit.testkit.contract.SourceGround;
import io.godwit.testkit.contract.SourceResuming;
import io.godwit.testkit.contract.VerifyContract;
import java.util.List;
import org.junit.jupiter.api.Nested;

/** The plain dialect keeps to the contracts on HSQLDB. */
class HsqldbPlainContractTest {

  private static TableSpec spec(String table) {
    return new TableSpec("c." + table, "db", List.of("id"), SinkSpec.Write.UPSERT);
  }

  @Nested
  class AsSink implements SinkContract, VerifyContract {
    @Override
    public SinkGround ground() throws Exception {
      EmbeddedDatabase database = EmbeddedDatabase.hsqldb();
      return TableGround.create(
          database.connect(),
          "c",
          () -> new JdbcSinkConnector().open(List.of(spec("things")), database.opening()));
    }
  }

  @Nested
  class OfSeveralRows implements SeveralRowsContract {
    @Override
    public PairGround ground() throws Exception {
      EmbeddedDatabase database = EmbeddedDatabase.hsqldb();
      List<TableSpec> specs =
          TablePairGround.TABLES.stream().map(HsqldbPlainContractTest::spec).toList();
      return TablePairGround.create(
          database.connect(), "c", () -> new JdbcSinkConnector().open(specs, database.opening()));
    }
  }

  @Nested
  class OfALedger implements LedgerContract {
    @Override
    public LedgerGround ground() throws Exception {
      EmbeddedDatabase database = EmbeddedDatabase.hsqldb();
      return LedgerTablesGround.create(
          database.connect(),
          "c",
          spec -> new JdbcSinkConnector().open(List.of(spec), database.opening()));
    }
  }

  @Nested
  class AsLookup implements LookupContract {
    @Override
    public LookupGround ground() throws Exception {
      EmbeddedDatabase database = EmbeddedDatabase.hsqldb();
      return LookupTableGround.create(
          database.connect(),
          "c",
          query -> new JdbcLookupConnector().open("db", query, database.opening()));
    }
  }

  @Nested
  class AsSource implements SourceContract {
    @Override
    public SourceGround ground() throws Exception {
      return PlainSourceGround.of(
          EmbeddedDatabase.hsqldb(), "id int not null, b int not null, primary key (b, id)");
    }
  }

  @Nested
  class AsSourceWithAKeyOfTheJob implements SourceContract {
    @Override
    public SourceGround ground() throws Exception {
      return PlainSourceGround.of(EmbeddedDatabase.hsqldb(), "id int, b int", "id");
    }
  }

  @Nested
  class AsSourceWithAKeyOfText implements SourceResuming {
    @Override
    public SourceGround ground() throws Exception {
      return PlainSourceGround.of(
          EmbeddedDatabase.hsqldb(), "id varchar(9) not null primary key, b int");
    }
  }
}
