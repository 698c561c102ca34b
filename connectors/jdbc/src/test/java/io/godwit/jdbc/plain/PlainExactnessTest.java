package io.godwit.jdbc.plain;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Match;
import io.godwit.common.model.Origin;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.Plan;
import io.godwit.common.model.Position;
import io.godwit.common.model.Reading;
import io.godwit.common.model.RecordId;
import io.godwit.common.model.Row;
import io.godwit.common.model.Split;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Key;
import io.godwit.common.model.value.Value;
import io.godwit.common.spec.SinkSpec;
import io.godwit.common.spi.Source;
import io.godwit.common.spi.SplitReader;
import io.godwit.common.spi.sink.SupportsVerify;
import io.godwit.common.spi.source.SupportsCount;
import io.godwit.jdbc.JdbcSinkConnector;
import io.godwit.jdbc.JdbcSourceConnector;
import io.godwit.jdbc.spec.TableSpec;
import io.godwit.jdbc.spec.TablesSpec;
import io.godwit.testkit.contract.OpenSink;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The extremes of each type go in, compare, and come back as they are. */
class PlainExactnessTest {

  private static final String NAME = "Odd \"name\"";
  private static final String QUOTED = "\"Odd \"\"name\"\"\"";

  private static final String TABLE =
      """
      create table %s (id bigint primary key, small smallint, whole int, "Größe" bigint,
        exact numeric(30, 10), floating double precision, flag boolean, words varchar(40),
        padded char(5), bytes varbinary(20), large clob, pile blob, calendar date, clock time(6),
        local_at timestamp(6), "at" timestamp(6) with time zone, code uuid)
      """
          .formatted(QUOTED);

  private static EmbeddedDatabase database(String name) {
    return name.equals("H2") ? EmbeddedDatabase.h2() : EmbeddedDatabase.hsqldb();
  }

  private static OpenSink open(EmbeddedDatabase database) throws Exception {
    TableSpec spec = new TableSpec(NAME, "db", List.of(), SinkSpec.Write.UPSERT);
    return OpenSink.of(new JdbcSinkConnector().open(List.of(spec), database.opening()));
  }

  private static List<Document> extremes() {
    Map<String, List<Value>> values = new LinkedHashMap<>();
    values.put(
        "small", List.of(new Value.Int32(Short.MIN_VALUE), new Value.Int32(Short.MAX_VALUE)));
    values.put(
        "whole", List.of(new Value.Int32(Integer.MIN_VALUE), new Value.Int32(Integer.MAX_VALUE)));
    values.put("Größe", List.of(new Value.Int64(Long.MIN_VALUE), new Value.Int64(Long.MAX_VALUE)));
    values.put(
        "exact",
        List.of(
            new Value.Decimal(new BigDecimal("-99999999999999999999.9999999999")),
            new Value.Decimal(new BigDecimal("0.0000000001"))));
    values.put("floating", List.of(new Value.Float64(Double.MAX_VALUE), new Value.Float64(1e-300)));
    values.put("flag", List.of(new Value.Bool(true), new Value.Bool(false)));
    values.put("words", List.of(new Value.Text(""), new Value.Text("'; drop 😀 \\ \" %_ ")));
    values.put("padded", List.of(new Value.Text("abcde"), new Value.Text("äöüß€")));
    values.put(
        "bytes",
        List.of(new Value.Binary(new byte[0]), new Value.Binary(new byte[] {0, -1, 127, -128})));
    values.put("large", List.of(new Value.Text("x".repeat(100_000)), new Value.Text("")));
    values.put(
        "pile", List.of(new Value.Binary(new byte[100_000]), new Value.Binary(new byte[] {1})));
    values.put(
        "calendar",
        List.of(
            new Value.Date(LocalDate.of(1582, 10, 15)),
            new Value.Date(LocalDate.of(9999, 12, 31))));
    values.put(
        "clock",
        List.of(
            new Value.Time(LocalTime.MIDNIGHT),
            new Value.Time(LocalTime.of(23, 59, 59, 999_999_000))));
    values.put(
        "local_at",
        List.of(
            new Value.LocalTimestamp(LocalDateTime.of(2025, 3, 30, 2, 30)),
            new Value.LocalTimestamp(LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_000))));
    values.put(
        "at",
        List.of(
            new Value.Timestamp(Instant.parse("1583-01-01T00:00:00.000001Z")),
            new Value.Timestamp(Instant.parse("9999-12-31T23:59:59.999999Z"))));
    values.put("code", List.of(new Value.Uuid(new UUID(0, 0)), new Value.Uuid(new UUID(-1, -1))));
    return rows(values);
  }

  /** The first value of each column, then nulls, then the second ones. */
  private static List<Document> rows(Map<String, List<Value>> values) {
    List<Document> rows = new ArrayList<>();
    rows.add(Document.of("id", new Value.Int64(Long.MIN_VALUE)));
    rows.add(Document.of("id", new Value.Int64(Long.MAX_VALUE)));
    Document nulls = Document.of("id", new Value.Int64(0));
    for (Map.Entry<String, List<Value>> column : values.entrySet()) {
      rows.set(0, rows.get(0).with(column.getKey(), column.getValue().get(0)));
      rows.set(1, rows.get(1).with(column.getKey(), column.getValue().get(1)));
      nulls = nulls.with(column.getKey(), Value.Null.NULL);
    }
    rows.add(1, nulls);
    return rows;
  }

  private static DataRecord record(Document row, int number) {
    return new DataRecord(
        new RecordId(0, number), new Key(Integer.toString(number)), new Origin("f", 1), row);
  }

  private static List<Document> read(EmbeddedDatabase database, int split) throws Exception {
    TablesSpec spec = new TablesSpec(List.of(NAME), "db", List.of(), Optional.empty(), split);
    List<Document> rows = new ArrayList<>();
    try (Source source = new JdbcSourceConnector().open(spec, database.opening())) {
      Plan plan = source.plan();
      for (Split part : plan.splits()) {
        try (SplitReader reader = source.read(part, Position.START)) {
          int before = rows.size();
          List<Reading> some = reader.read(1000);
          while (!some.isEmpty()) {
            some.forEach(reading -> rows.add(((Reading.Read) reading).record().fields()));
            some = reader.read(1000);
          }
          assertThat(((SupportsCount) reader).counted()).isEqualTo(rows.size() - before);
        }
      }
    }
    return rows;
  }

  private static List<Map<String, String>> shown(List<Document> rows) {
    return rows.stream()
        .map(row -> {
          Map<String, String> fields = new LinkedHashMap<>();
          for (int i = 0; i < row.size(); i++) {
            fields.put(row.name(i), row.value(i).getClass().getSimpleName() + row.value(i));
          }
          return fields;
        })
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"H2", "HSQLDB"})
  void whatGoesInComesBackAsItIs(String name) throws Exception {
    EmbeddedDatabase database = database(name);
    List<Document> rows = extremes();
    try (Connection connection = database.connect();
        OpenSink sink = opened(connection, database)) {
      List<DataRecord> records = new ArrayList<>();
      for (int i = 0; i < rows.size(); i++) {
        records.add(record(rows.get(i), i));
      }
      assertThat(sink.write(records)).containsOnly(Outcome.Written.WRITTEN);
      assertThat(sink.write(records)).as("once more").containsOnly(Outcome.Written.WRITTEN);

      assertThat(shown(read(database, 1000))).isEqualTo(shown(normalised(rows)));
      assertThat(sink.holds(records)).containsOnly(true);
      assertThat(
              sink.as(SupportsVerify.class)
                  .compare(rows.stream().map(row -> new Row(0, row)).toList()))
          .containsOnly(Match.Equal.EQUAL);
      EmbeddedDatabase.execute(connection, "update " + QUOTED + " set words = 'ABC' where id = 0");
      assertThat(sink.as(SupportsVerify.class).compare(List.of(new Row(0, rows.get(1)))))
          .singleElement()
          .isInstanceOf(Match.Different.class);
    }
  }

  /** A numeric column shows its own scale. */
  private static List<Document> normalised(List<Document> rows) {
    return rows.stream()
        .map(row ->
            row.get("exact").orElseThrow() instanceof Value.Decimal(BigDecimal number)
                ? row.with("exact", new Value.Decimal(number.setScale(10)))
                : row)
        .toList();
  }

  private static OpenSink opened(Connection connection, EmbeddedDatabase database)
      throws Exception {
    EmbeddedDatabase.execute(connection, TABLE);
    return open(database);
  }

  @ParameterizedTest
  @ValueSource(strings = {"H2", "HSQLDB"})
  void whatWouldBeChangedIsRefusedWithItsColumn(String name) throws Exception {
    EmbeddedDatabase database = database(name);
    try (Connection connection = database.connect();
        OpenSink sink = opened(connection, database)) {
      Map<String, Value> wrong = new LinkedHashMap<>();
      wrong.put("small", new Value.Int32(Short.MAX_VALUE + 1));
      wrong.put("whole", new Value.Int64(1L << 31));
      wrong.put("exact", new Value.Decimal(new BigDecimal("0.00000000001")));
      wrong.put("floating", new Value.Float64(-0.0));
      wrong.put("flag", new Value.Text("perhaps"));
      wrong.put("calendar", new Value.Date(LocalDate.of(1582, 10, 14)));
      wrong.put("clock", new Value.Time(LocalTime.of(1, 2, 3, 1)));
      wrong.put("local_at", new Value.Timestamp(Instant.EPOCH));
      wrong.put("at", new Value.LocalTimestamp(LocalDateTime.MIN));
      wrong.put("code", new Value.Text("none"));
      wrong.put("bytes", new Value.Text("text"));
      for (Map.Entry<String, Value> field : wrong.entrySet()) {
        Document row = Document.of("id", new Value.Int64(1)).with(field.getKey(), field.getValue());
        assertThat(sink.write(List.of(record(row, 1))))
            .singleElement()
            .isInstanceOfSatisfying(
                Outcome.Failed.class,
                failed -> {
                  Failure failure = failed.failure();
                  assertThat(failure.code()).isEqualTo(ErrorCode.TARGET_TYPE);
                  assertThat(failure.column()).contains(field.getKey());
                });
      }
      assertThat(EmbeddedDatabase.rows(connection, "select * from " + QUOTED)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"H2", "HSQLDB"})
  void aCrowdedKeyIsCutIntoPartsThatLoseNothing(String name) throws Exception {
    EmbeddedDatabase database = database(name);
    try (Connection connection = database.connect()) {
      EmbeddedDatabase.execute(connection, TABLE);
      connection.setAutoCommit(false);
      try (PreparedStatement insert =
          connection.prepareStatement("insert into " + QUOTED + " (id) values (?)")) {
        for (int i = 0; i < 1000; i++) {
          insert.setLong(1, i < 900 ? 1_000_000_000L + i : -(1L << i % 60) * (i + 1));
          insert.addBatch();
        }
        insert.executeBatch();
      }
      connection.commit();
      TablesSpec spec = new TablesSpec(List.of(NAME), "db", List.of(), Optional.empty(), 50);
      try (Source source = new JdbcSourceConnector().open(spec, database.opening())) {
        assertThat(source.plan().splits())
            .hasSizeGreaterThan(9)
            .allSatisfy(split -> assertThat(split.records()).isLessThan(200));
      }
      assertThat(read(database, 50).stream().map(row -> row.get("id").orElseThrow()))
          .hasSize(1000)
          .doesNotHaveDuplicates();
    }
  }
}
