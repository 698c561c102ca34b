package io.godwit.jdbc.postgresql;

import io.godwit.common.spi.Source;
import io.godwit.jdbc.spec.SqlSpec;
import io.godwit.testkit.contract.SourceContract;
import io.godwit.testkit.contract.SourceGround;
import java.sql.SQLException;
import org.junit.jupiter.api.Nested;

/** Tables of PostgreSQL keep to the contract of sources, whatever tells their rows apart. */
class SourceContractTest {

  private static final int RECORDS = 90;

  private static final String ROWS =
      "insert into t select i, 'name ' || i, '{1,2}' from generate_series(1, 89) i";

  /** An array with bounds that no array here can have. */
  private static final String BAD = "insert into t values (41000, 'bad', '[2:3]={1,2}')";

  @Nested
  class ByKey implements SourceContract {
    @Override
    public SourceGround ground() throws Exception {
      return Ground.of(
          "create table t (id int primary key, name text, list int[])",
          SourceTables.tables(20, "t"));
    }
  }

  @Nested
  class ByPlace implements SourceContract {
    @Override
    public SourceGround ground() throws Exception {
      // Few rows a page, so that there are pages to cut between.
      return Ground.of(
          "create table t (id int, name text, list int[],"
              + " pad char(900) default 'x') with (fillfactor = 10)",
          SourceTables.tables(20, "t"));
    }
  }

  private record Ground(TestSchema schema, SqlSpec spec) implements SourceGround {

    static Ground of(String table, SqlSpec spec) throws SQLException {
      return new Ground(new TestSchema(table, ROWS, BAD, "analyze t"), spec);
    }

    @Override
    public Source open() {
      return SourceTables.open(schema, spec);
    }

    @Override
    public int records() {
      return RECORDS;
    }

    @Override
    public int unreadable() {
      return 1;
    }

    @Override
    public void change() throws SQLException {
      schema.execute("alter table t add more int");
    }

    @Override
    public void close() throws SQLException {
      schema.close();
    }
  }
}
