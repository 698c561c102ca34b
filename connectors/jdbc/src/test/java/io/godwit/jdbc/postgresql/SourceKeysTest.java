package io.godwit.jdbc.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Plan;
import io.godwit.common.model.Position;
import io.godwit.common.model.Reading;
import io.godwit.common.model.Split;
import io.godwit.common.spi.Source;
import io.godwit.common.spi.SplitReader;
import io.godwit.jdbc.spec.SqlSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a key is made of: each row is in one split, and a reader goes on behind any of them. */
class SourceKeysTest {

  private static final String ODD =
      "(array['', ' ', '.', '..', 'a|b', 'a, b', '\"', '''', E'\\\\', E'\\\\n', E'a\\nb', E'\\t',"
          + " '#', '(', ']', 'é', 'e', 'E', 'Z', 'z', 'ß', '日本', '🐦', 'null', 'NULL', E'\\x01',"
          + " '\\e', '%', '*', '/', 'a/b', 'ä', 'ae', 'A', 'a', 'a ', ' a'])[i]";

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "int; i - 30",
        "bigint; -9223372036854775808 + i::bigint * 97",
        "smallint; i * 300",
        "numeric; i * 1.10",
        "numeric(10,2); i / 7.0",
        "numeric; case when i = 20 then 'NaN'::numeric else i end",
        "double precision; 1.0 / i",
        "double precision; case i when 7 then 'NaN' when 8 then '-Infinity' else -i / 3.0 end",
        "real; i / 3.0",
        "uuid; md5(i::text)::uuid",
        "date; date '0044-03-15 BC' + i * 9999",
        "timestamptz; timestamptz '2024-03-31 00:00:00.000001+02' + i * interval '7 hours'",
        "timestamp; case i when 3 then 'infinity' when 4 then '-infinity' else timestamp"
            + " '1999-12-31 23:59:59.999999' + i * interval '1 microsecond' end",
        "time; time '00:00' + i * interval '20 minutes 0.000001 s'",
        "timetz; (time '00:00' + i * interval '20 minutes')::text::timetz",
        "interval; i * interval '1 day 3 hours'",
        "bytea; decode(md5(i::text), 'hex')",
        "boolean; i = 1",
        "inet; ('10.0.0.' || i)::inet",
        "char(7); 'k' || i",
        "varchar(9); 'k' || i",
        "\"char\"; (i + 40)::\"char\"",
        "bit(9); i::bit(9)",
        "int[]; array[i % 3, i]",
        "oid; i::oid",
        "jsonb; jsonb_build_object('k', i)",
      })
  void ofAnyType(String type, String value) throws Exception {
    int rows = type.equals("boolean") ? 2 : 30;
    try (var schema =
        new TestSchema(
            "create table t (k " + type + " primary key, v int)",
            "insert into t select " + value + ", i from generate_series(1, " + rows + ") i")) {
      everyRowOnce(schema, SourceTables.tables(rows == 2 ? 1 : 10, "t"), rows);
    }
  }

  @ParameterizedTest
  @CsvSource({"und-x-icu", "C", "default"})
  void ofTextsInAnyCollation(String collation) throws Exception {
    try (var schema =
        new TestSchema(
            "create table t (k text collate \"" + collation + "\" primary key)",
            "insert into t select " + ODD + " from generate_series(1, 37) i")) {
      everyRowOnce(schema, SourceTables.tables(4, "t"), 37);
    }
  }

  @Test
  void ofAnEnumInItsOwnOrder() throws Exception {
    try (var schema =
        new TestSchema(
            "create type \"Odd Mood\" as enum ('z', 'b', 'a''', 'c\"')",
            "create table t (k \"Odd Mood\" primary key)",
            "insert into t values ('a'''), ('b'), ('c\"'), ('z')")) {
      everyRowOnce(schema, SourceTables.tables(1, "t"), 4);
      try (Source source = SourceTables.open(schema, SourceTables.tables(1, "t"))) {
        assertThat(SourceTables.keys(SourceTables.records(source)))
            .containsExactly("z", "b", "a'", "c\"");
      }
    }
  }

  @Test
  void ofSeveralColumnsAndADomain() throws Exception {
    try (var schema =
        new TestSchema(
            "create domain code as varchar(5) check (value <> 'no')",
            "create table t (v int, b code, a int, primary key (a, b))",
            "insert into t select i, chr(97 + i % 7), i / 7 from generate_series(0, 59) i")) {
      everyRowOnce(schema, SourceTables.tables(5, "t"), 60);
      // The job lists the columns as it likes; they are read in the order of the index.
      everyRowOnce(schema, SourceTables.keyed(5, "t", "b", "a"), 60);
      try (Source source = SourceTables.open(schema, SourceTables.keyed(5, "t", "b", "a"))) {
        assertThat(SourceTables.keys(SourceTables.records(source)))
            .startsWith("a/0", "b/0", "c/0", "d/0");
      }
    }
  }

  @Test
  void withOddNames() throws Exception {
    try (var schema =
        new TestSchema(
            "create table \"Or\"\"der. 'x' ?\" (\"select\" int, \"Ünï ?\" text,"
                + " primary key (\"Ünï ?\", \"select\"))",
            "insert into \"Or\"\"der. 'x' ?\" select i, 'x' || i % 5"
                + " from generate_series(1, 50) i")) {
      String name = schema.name() + ".Or\"der. 'x' ?";
      everyRowOnce(schema, SourceTables.tables(7, name), 50);
      SqlSpec some = SourceTables.where(7, name, "\"Ünï ?\" <> '?' and \"select\" <= 40 -- ?");
      everyRowOnce(schema, some, 40);
    }
  }

  /** Most keys lie close together, and a few far out: the ranges are of rows and not of numbers. */
  @Test
  void aSkewedKeyIsCutByItsRows() throws Exception {
    try (var schema =
        new TestSchema(
            "create table t (k bigint primary key, pad text)",
            "insert into t select case when i % 100 = 0 then i::bigint * 1000000007 else i end,"
                + " repeat('x', 100) from generate_series(1, 120000) i",
            "analyze t")) {
      try (Source source = SourceTables.open(schema, SourceTables.tables(10_000, "t"))) {
        Plan plan = source.plan();
        assertThat(plan.splits()).hasSizeBetween(10, 13);
        long most = 0;
        long all = 0;
        for (Split split : plan.splits()) {
          assertThat(split.estimated()).isTrue();
          long rows = SourceTables.readings(source, split, Position.START).size();
          most = Math.max(most, rows);
          all += rows;
        }
        assertThat(all).isEqualTo(120_000);
        assertThat(most).as("rows of the largest split").isLessThan(18_000);
        assertThat(plan.records()).isBetween(110_000L, 130_000L);
      }
    }
  }

  private static void everyRowOnce(TestSchema schema, SqlSpec spec, int rows) throws Exception {
    try (Source source = SourceTables.open(schema, spec)) {
      Plan plan = source.plan();
      assertThat(plan.splits()).hasSizeGreaterThan(1);
      List<DataRecord> records = SourceTables.records(source);
      assertThat(new HashSet<>(SourceTables.keys(records))).hasSize(rows).hasSameSizeAs(records);
      for (Split split : plan.splits()) {
        goesOnBehindRows(source, split);
      }
    }
  }

  private static void goesOnBehindRows(Source source, Split split) throws Exception {
    List<String> whole = texts(SourceTables.readings(source, split, Position.START));
    try (SplitReader reader = source.read(split, Position.START)) {
      for (int read = 1; read <= whole.size(); read++) {
        assertThat(reader.read(1)).hasSize(1);
        Position at = reader.position();
        // Elsewhere the contract looks; here it is about the values of the key.
        if (read % 5 != 1 && read < whole.size()) {
          continue;
        }
        assertThat(texts(SourceTables.readings(source, split, at)))
            .as("from %s in %s", at, split.range())
            .isEqualTo(whole.subList(read, whole.size()));
      }
    }
  }

  private static List<String> texts(List<Reading> readings) {
    List<String> texts = new ArrayList<>();
    for (Reading reading : readings) {
      DataRecord record = ((Reading.Read) reading).record();
      texts.add(record.id() + " " + record.key() + " " + record.fields());
    }
    return texts;
  }
}
