package io.godwit.jdbc.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.spi.sink.JobRun;
import io.godwit.jdbc.spec.TableSpec;
import io.godwit.jdbc.sql.ForgottenRowsGround;
import io.godwit.jdbc.sql.RunWriter;
import io.godwit.jdbc.sql.tables.TableTarget;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Runs are undone on MariaDB, as {@link MysqlPreImages} spells it. */
class MysqlUndoTest implements ForgottenRowsGround {

  private final TestDatabase database;

  MysqlUndoTest() throws SQLException {
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
  public TableTarget target(List<TableSpec> specs, boolean undo) throws Exception {
    return TableTarget.open(new MysqlDialect(), specs, database.access(), true, undo);
  }

  @Override
  public String schema() {
    return "'" + database.name() + "'";
  }

  @Override
  public String bytesType() {
    return "varbinary(20)";
  }

  @Override
  public String columnsOfEveryType() {
    return "word varchar(40), tn tinyint, ub bigint unsigned, n decimal(65, 30), f float,"
        + " db double, bi bit(8), c char(5), t text, vb varbinary(10), bl longblob, d date,"
        + " tm time(6), dt datetime(6), ts timestamp(6) null default null, y year,"
        + " e enum('a', 'ä'), s set('x', 'y'), j json, u uuid, l varchar(9) character set latin1,"
        + " seen timestamp not null default current_timestamp on update current_timestamp,"
        + " doubled int as (id * 2) stored";
  }

  @Override
  public List<String> rowsOfEveryType() {
    return List.of(
        "1, 'low', -128, 0, -99999999999999999999999999999999999.999999999999999999999999999999,"
            + " -3.4e38, -1.7e308, b'0', '', '', '', '', '1000-01-01', '-838:59:59.999999',"
            + " '1000-01-01', '1970-01-01 00:00:01', 1901, 'a', '', '{ \"b\":1.00 }',"
            + " '00000000-0000-0000-0000-000000000000', '', '2001-01-01', default",
        "2, 'high', 127, 18446744073709551615,"
            + " 0.000000000000000000000000000001, 16777217, 0.1, b'11111111', 'a', 'line\\n\\\\N',"
            + " x'00ff', x'00', '9999-12-31', '838:59:59.999999', '9999-12-31 23:59:59.999999',"
            + " '2038-01-19 03:14:07.999999', 2155, 'ä', 'x,y', 'null',"
            + " 'ffffffff-ffff-1fff-8fff-ffffffffffff', 'Zoë', '2002-02-02', default",
        "3" + ", null".repeat(21) + ", '2003-03-03', default");
  }

  @Override
  public void seeEachWrite(String table) throws SQLException {
    for (String when : List.of("insert", "update")) {
      execute(
          "create trigger see_%1$s before %1$s on %2$s for each row set new.seen = left(uuid(), 20)"
              .formatted(when, table));
    }
  }

  @Override
  public void close() throws SQLException {
    database.close();
  }

  /** The row is the one that the table takes for it, in the table's own spelling. */
  @Test
  void aKeyOfOtherCaseIsTheSameKey() throws Exception {
    execute("create table t (name varchar(20) collate utf8mb4_unicode_ci primary key, n int)");
    execute("insert into t values ('Zoë', 1)");
    try (TableTarget target = target(List.of(TestDatabase.spec("t")), true)) {
      RunWriter writer = new RunWriter(target, "run-1");
      writer.write(RunWriter.row("name", "ZOE", "n", 2));
      writer.write(RunWriter.row("name", "zoë", "n", 3));
      assertThat(target.undo(new JobRun(JOB, "run-1"), 4, NOBODY).restored()).isOne();
      assertThat(rows("select * from t")).containsExactly("Zoë|1");
    }
  }
}
