package io.godwit.jdbc.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.failure.Refused;
import io.godwit.common.spi.sink.JobRun;
import io.godwit.jdbc.spec.TableSpec;
import io.godwit.jdbc.sql.ForgottenRowsGround;
import io.godwit.jdbc.sql.RunWriter;
import io.godwit.jdbc.sql.TableName;
import io.godwit.jdbc.sql.tables.TableTarget;
import io.godwit.jdbc.sql.undo.KeptRuns;
import io.godwit.jdbc.sql.undo.PreImages;
import io.godwit.jdbc.sql.undo.RowKeeping;
import io.godwit.jdbc.sql.undo.RunUndo;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * {@link PreImages}, {@link RowKeeping}, {@link KeptRuns} and {@link RunUndo} on PostgreSQL, as
 * {@link PostgresPreImages} spells them.
 */
class PostgresUndoTest implements ForgottenRowsGround {

  private final TestSchema schema;

  PostgresUndoTest() throws SQLException {
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
  public TableTarget target(List<TableSpec> specs, boolean undo) throws Exception {
    return TableTarget.open(new PostgresDialect(), specs, schema.access(), true, undo);
  }

  @Override
  public String schema() {
    return "'" + schema.name() + "'";
  }

  @Override
  public String bytesType() {
    return "bytea";
  }

  @Override
  public String columnsOfEveryType() {
    return "word varchar(40), i2 smallint, i8 bigint, n numeric, n2 numeric(15, 2), f4 real,"
        + " f8 double precision, b boolean, t text, c char(5), by bytea, d date, ti time,"
        + " ts timestamp, tz timestamptz, u uuid, j json, jb jsonb, a integer[], ip inet,"
        + " iv interval, mo money, x xml, bi bit(3), r int4range, p point,"
        + " always integer generated always as identity,"
        + " doubled integer generated always as (id * 2) stored";
  }

  @Override
  public List<String> rowsOfEveryType() {
    return List.of(
        "1, 'low', -32768, -9223372036854775808, 'NaN', -9999999999999.99, '-Infinity', '-0',"
            + " false, '', '  a', '', '4713-01-01 BC', '00:00', '-infinity',"
            + " '4713-01-01 BC', '00000000-0000-0000-0000-000000000000', '{ \"b\":1,\"a\" : 1.00}',"
            + " '{\"a\": 1.00}', '{}', '::', '-178000000 years', '-92233720368547758.08', '<a/>',"
            + " b'000', 'empty', '(-0,1e-300)', default, default",
        "2, 'hi''gh', 32767, 9223372036854775807, 1.000, 9999999999999.99, 'NaN', 1e308, true,"
            + " E'\\n\\\\N\\t,\"', '12345', '\\x00ff', '5874897-12-31', '24:00',"
            + " '294276-12-31 23:59:59.999999', 'infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff',"
            + " 'null', '[]', '{1,NULL,-1}', '10.0.0.1/8', '1 mon -1 days 00:00:00.000001',"
            + " '1.01', 'text', b'101', '[1,)', '(1,2)', default, default",
        "3" + ", null".repeat(26) + ", default, default");
  }

  @Override
  public void seeEachWrite(String table) throws SQLException {
    execute(
        "create function see() returns trigger language plpgsql as"
            + " 'begin new.seen := left(random()::text, 20); return new; end'");
    execute(
        "create trigger see before insert or update on "
            + table
            + " for each row execute function see()");
  }

  @Override
  public void close() throws SQLException {
    schema.close();
  }

  /** Who may not make a table is told what somebody else has to type, and then it goes on. */
  @Test
  void whoMayMakeNothingIsToldWhatToType() throws Exception {
    execute("create table t (id int primary key, name varchar(20))");
    execute("drop role if exists undoing");
    execute("create role undoing login");
    execute("grant usage on schema " + schema.name() + " to undoing");
    execute("grant select, insert, update, delete on t to undoing");
    execute(new PostgresLedger().create(TableName.parse("godwit_ledger")));
    execute("grant select, insert, update, delete on godwit_ledger to undoing");
    TableSpec spec = TestSchema.spec("t");
    try (TableTarget target =
        TableTarget.open(
            new PostgresDialect(), List.of(spec), schema.access("undoing", 1), true, true)) {
      RunWriter writer = new RunWriter(target, "run-1");
      assertThatThrownBy(() -> writer.write(RunWriter.row("id", 1, "name", "a")))
          .isInstanceOf(Refused.class)
          .hasMessageContaining("who may types: create table if not exists")
          .hasMessageContaining("create unique index if not exists");
      execute("grant create on schema " + schema.name() + " to undoing");
      writer.write(RunWriter.row("id", 1, "name", "a"));
      assertThat(target.undo(new JobRun(JOB, "run-1"), 4, NOBODY).deleted()).isOne();
    } finally {
      execute("drop owned by undoing");
      execute("drop role undoing");
    }
  }
}
