package io.godwit.jdbc.postgresql;

import io.godwit.jdbc.spec.TableSpec;
import io.godwit.jdbc.sql.GoneGround;
import io.godwit.jdbc.sql.gone.GoneRows;
import io.godwit.jdbc.sql.gone.GoneSearch;
import io.godwit.jdbc.sql.tables.TableTarget;
import java.sql.SQLException;
import java.util.List;

/** {@link GoneRows} and {@link GoneSearch} on PostgreSQL. */
class GoneRowsTest implements GoneGround {

  private final TestSchema schema;

  GoneRowsTest() throws SQLException {
    schema = new TestSchema();
  }

  @Override
  public void execute(String sql) throws SQLException {
    schema.execute(sql.replace('`', '"'));
  }

  @Override
  public List<String> rows(String sql) throws SQLException {
    return schema.rows(sql.replace('`', '"'));
  }

  @Override
  public TableTarget target(TableSpec spec) throws Exception {
    return TableTarget.open(new PostgresDialect(), List.of(spec), schema.access());
  }

  @Override
  public void close() throws SQLException {
    schema.close();
  }
}
