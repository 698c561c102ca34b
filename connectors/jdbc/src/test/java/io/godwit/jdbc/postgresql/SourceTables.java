package io.godwit.jdbc.postgresql;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Position;
import io.godwit.common.model.Reading;
import io.godwit.common.model.Split;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spi.Source;
import io.godwit.common.spi.SplitReader;
import io.godwit.common.spi.source.SupportsCount;
import io.godwit.common.wire.cbor.RowEncoder;
import io.godwit.jdbc.spec.QuerySpec;
import io.godwit.jdbc.spec.SqlSpec;
import io.godwit.jdbc.spec.TablesSpec;
import io.godwit.jdbc.sql.JdbcAccess;
import io.godwit.jdbc.sql.source.SqlSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Sources over tables of a test. */
final class SourceTables {

  private SourceTables() {}

  /** Tables with their own keys. */
  static TablesSpec tables(int split, String... names) {
    return new TablesSpec(List.of(names), "db", List.of(), Optional.empty(), split);
  }

  static TablesSpec keyed(int split, String table, String... key) {
    return new TablesSpec(List.of(table), "db", List.of(key), Optional.empty(), split);
  }

  static TablesSpec where(int split, String table, String condition) {
    return new TablesSpec(List.of(table), "db", List.of(), Optional.of(condition), split);
  }

  static QuerySpec query(String query, String... key) {
    return new QuerySpec(query, "db", List.of(key));
  }

  static Source open(TestSchema schema, SqlSpec spec) {
    return open(schema.access("postgres", 4), spec);
  }

  static Source open(JdbcAccess access, SqlSpec spec) {
    return SqlSource.of(new PostgresDialect(), spec, access, RowEncoder::new);
  }

  /** The records of all splits, each of which is counted by the way. */
  static List<DataRecord> records(Source source) throws Trouble {
    List<DataRecord> records = new ArrayList<>();
    for (Split split : source.plan().splits()) {
      for (Reading reading : readings(source, split, Position.START)) {
        records.add(((Reading.Read) reading).record());
      }
    }
    return records;
  }

  /** What is read from a position on, which is as much as the reader counts. */
  static List<Reading> readings(Source source, Split split, Position from) throws Trouble {
    List<Reading> all = new ArrayList<>();
    try (SplitReader reader = source.read(split, from)) {
      List<Reading> some = reader.read(7);
      while (!some.isEmpty()) {
        all.addAll(some);
        some = reader.read(7);
      }
      long counted = ((SupportsCount) reader).counted();
      if (counted != all.size()) {
        throw new AssertionError(counted + " were counted, and " + all.size() + " read");
      }
    }
    return all;
  }

  /** The texts of the keys of records, in their order. */
  static List<String> keys(List<DataRecord> records) {
    return records.stream().map(record -> record.key().text()).toList();
  }
}
