package io.godwit.jdbc.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.value.BareTexts;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import io.godwit.common.spec.GoneSpec;
import io.godwit.common.spec.SinkSpec;
import io.godwit.common.spi.sink.SupportsGone;
import io.godwit.jdbc.spec.TableSpec;
import io.godwit.jdbc.sql.GoneGround;
import io.godwit.jdbc.sql.tables.TableTarget;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is gone of a table, on MariaDB. */
class MysqlGoneRowsTest implements GoneGround {

  private final TestDatabase database;

  MysqlGoneRowsTest() throws SQLException {
    database = new TestDatabase();
  }

  @Override
  public void execute(String sql) throws SQLException {
    database.execute(sql);
  }

  @Override
  public List<String> rows(String sql) throws SQLException {
    return database.rows(sql);
  }

  @Override
  public TableTarget target(TableSpec spec) throws Exception {
    return TableTarget.open(new MysqlDialect(), List.of(spec), database.access());
  }

  @Override
  public void close() throws SQLException {
    database.close();
  }

  /** By the collation of the key's column, and not byte by byte. */
  @Test
  void aKeyOfOtherCaseIsTheSameKeyWhereTheColumnSaysSo() throws Exception {
    execute("create table t (name varchar(20) collate utf8mb4_unicode_ci primary key)");
    execute("insert into t values ('Zoë'), ('anna')");
    GoneSpec gone =
        new GoneSpec(
            GoneSpec.Act.DELETE, Optional.of(GoneSpec.ALL), "10%", Optional.empty(), GoneSpec.NOW);
    TableSpec spec =
        new TableSpec(
            "t",
            "app",
            List.of(),
            SinkSpec.Write.UPSERT,
            false,
            TableSpec.LEDGER,
            false,
            Optional.of(gone));
    try (TableTarget target = target(spec);
        SupportsGone.Search search = target.search("unit", BareTexts.NONE)) {
      search.has(List.of(Document.of("name", new Value.Text("ZOE"))));
      assertThat(search.count()).isEqualTo(new SupportsGone.Count(2, 1));
    }
  }
}
