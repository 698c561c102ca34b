package io.godwit.jdbc.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Position;
import io.godwit.common.model.Reading;
import io.godwit.common.model.Split;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.Value;
import io.godwit.common.spi.Source;
import io.godwit.common.spi.SplitReader;
import io.godwit.common.wire.cbor.RowEncoder;
import io.godwit.jdbc.spec.TablesSpec;
import io.godwit.jdbc.sql.source.SqlSource;
import io.godwit.testkit.contract.SourceContract;
import io.godwit.testkit.contract.SourceGround;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables of MariaDB as a source, on a real server. */
class MysqlSourceTest {

  private static final String ROWS =
      "insert into t select seq, concat('name ', seq), mod(seq, 7) from seq_1_to_90";

  private static TablesSpec tables(int split, String... names) {
    return new TablesSpec(List.of(names), "db", List.of(), Optional.empty(), split);
  }

  private static Source open(TestDatabase database, TablesSpec spec) {
    return SqlSource.of(new MysqlDialect(), spec, database.access("root", 4), RowEncoder::new);
  }

  @Nested
  class ByANumber implements SourceContract {
    @Override
    public SourceGround ground() throws Exception {
      return Ground.of("create table t (id int primary key, name varchar(20), v int)");
    }
  }

  @Nested
  class BySeveralColumns implements SourceContract {
    @Override
    public SourceGround ground() throws Exception {
      return Ground.of(
          "create table t (id int, name varchar(20), v int, primary key (v, name, id))");
    }
  }

  private record Ground(TestDatabase database) implements SourceGround {

    static Ground of(String table) throws SQLException {
      return new Ground(new TestDatabase(table, ROWS, "analyze table t"));
    }

    @Override
    public Source open() {
      return MysqlSourceTest.open(database, tables(20, "t"));
    }

    @Override
    public int records() {
      return 90;
    }

    @Override
    public int unreadable() {
      return 0;
    }

    @Override
    public void change() throws SQLException {
      database.execute("alter table t add more int");
    }

    @Override
    public void close() throws SQLException {
      database.close();
    }
  }

  private static List<DataRecord> records(Source source, Split split) throws Trouble {
    List<DataRecord> records = new ArrayList<>();
    try (SplitReader reader = source.read(split, Position.START)) {
      for (List<Reading> some = reader.read(500); !some.isEmpty(); some = reader.read(500)) {
        some.forEach(reading -> records.add(((Reading.Read) reading).record()));
      }
    }
    return records;
  }

  private static List<DataRecord> records(Source source) throws Trouble {
    List<DataRecord> records = new ArrayList<>();
    for (Split split : source.plan().splits()) {
      records.addAll(records(source, split));
    }
    return records;
  }

  private static final String KINDS =
      """
      create table kinds (a bigint unsigned primary key, b tinyint, c smallint unsigned,
        d mediumint, e decimal(30, 10), f float, g double, h varchar(20),
        i longtext character set latin1, j varbinary(4), k longblob, l date, m time(6),
        n datetime(6), o timestamp(3) null, p bit(9), q boolean, r json, s uuid,
        t enum('x', 'y'), u inet6, v year) default charset = utf8mb4
      """;

  private static final String VALUES =
      """
      insert into kinds values (18446744073709551615, -128, 65535, -8388608,
        12345678901234567890.0123456789, 0.1, 1e-300, '\uD83D\uDE00 |', '\u00e9', x'00ff1027',
        x'', '0999-12-31', '23:59:59.999999', '9999-12-31 23:59:59.000001',
        '2038-01-19 03:14:07.999', b'100000001', true, '{"a": 1}',
        '00112233-4455-6677-8899-aabbccddeeff', 'y', '::1', 2155)
      """;

  private static final Value[] READ = {
    new Value.Decimal(new BigDecimal("18446744073709551615")),
    new Value.Int32(-128),
    new Value.Int32(65535),
    new Value.Int32(-8388608),
    new Value.Decimal(new BigDecimal("12345678901234567890.0123456789")),
    new Value.Float64(0.1f),
    new Value.Float64(1e-300),
    new Value.Text("\uD83D\uDE00 |"),
    new Value.Text("\u00e9"),
    new Value.Binary(HexFormat.of().parseHex("00ff1027")),
    new Value.Binary(new byte[0]),
    new Value.Date(LocalDate.of(999, 12, 31)),
    new Value.Time(LocalTime.of(23, 59, 59, 999_999_000)),
    new Value.LocalTimestamp(LocalDateTime.of(9999, 12, 31, 23, 59, 59, 1000)),
    new Value.Timestamp(Instant.parse("2038-01-19T03:14:07.999Z")),
    new Value.Int64(257),
    new Value.Bool(true),
    new Value.Text("{\"a\": 1}"),
    new Value.Uuid(UUID.fromString("00112233-4455-6677-8899-aabbccddeeff")),
    new Value.Text("y"),
    new Value.Text("::1"),
    new Value.Int32(2155)
  };

  @Test
  void everyValueArrivesAsItIs() throws Exception {
    try (var database = new TestDatabase(KINDS, VALUES, "insert into kinds (a) values (0)");
        Source source = open(database, tables(1000, "kinds"))) {
      List<DataRecord> records = records(source);
      assertThat(records).hasSize(2);
      List<Value> empty = new ArrayList<>(records.getFirst().fields().toMap().values());
      assertThat(empty.removeFirst()).isEqualTo(new Value.Int64(0));
      assertThat(empty).hasSize(READ.length - 1).containsOnly(Value.Null.NULL);
      assertThat(records.getLast().fields().toMap().values()).containsExactly(READ);
    }
  }

  /** Nine in ten have numbers that lie close together, and the others are far away. */
  @Test
  void aSkewedKeyIsCutWhereItsRowsAre() throws Exception {
    try (var database =
            new TestDatabase(
                "create table t (id bigint primary key)",
                "insert into t select if(seq <= 9000, seq, seq * 1000000007) from seq_1_to_10000",
                "insert into t values (-9223372036854775808)",
                "analyze table t");
        Source source = open(database, tables(500, "t"))) {
      List<Split> splits = source.plan().splits();
      assertThat(splits).hasSizeGreaterThan(10);
      int most = 0;
      int all = 0;
      for (Split split : splits) {
        int rows = records(source, split).size();
        most = Math.max(most, rows);
        all += rows;
      }
      assertThat(all).isEqualTo(10_001);
      assertThat(most).isLessThan(2_000);
    }
  }

  /** Each of which a reader that goes on has to find again. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "varchar(20) character set latin1 collate latin1_german1_ci",
        "varbinary(20)",
        "decimal(20, 3)",
        "double",
        "float",
        "date",
        "datetime(6)",
        "timestamp(6)",
        "time(6)",
        "uuid",
        "tinyint unsigned",
        "bigint unsigned"
      })
  void aReaderGoesOnBehindAnyKey(String key) throws Exception {
    try (var database =
            new TestDatabase(
                "create table t (k " + key + " not null, n int not null, unique (k, n))",
                "insert into t select " + made(key) + ", seq from seq_1_to_20");
        Source source = open(database, tables(1000, "t"))) {
      Split split = source.plan().splits().getFirst();
      List<DataRecord> whole = records(source, split);
      assertThat(whole).hasSize(20);
      try (SplitReader reader = source.read(split, Position.START)) {
        for (int read = 0; read < 20; read++) {
          try (SplitReader other = source.read(split, reader.position())) {
            List<Reading> next = other.read(1);
            assertThat(((Reading.Read) next.getFirst()).record().fields())
                .as("record %d", read)
                .isEqualTo(whole.get(read).fields());
          }
          assertThat(reader.read(1)).hasSize(1);
        }
      }
    }
  }

  private static String made(String key) {
    return switch (key.replaceFirst("\\W.*", "")) {
      case "varchar" -> "concat(elt(1 + mod(seq, 4), 'A', 'a', 'b', '|'), seq div 4)";
      case "varbinary" -> "unhex(lpad(hex(seq * 37), 4, '0'))";
      case "decimal", "double", "float" -> "(cast(seq as signed) - 10) / 7";
      case "date" -> "date('2024-02-20') + interval seq day";
      case "datetime", "timestamp" ->
          "timestamp('2024-02-28 23:00:00') + interval seq * 1000003 microsecond";
      case "time" -> "sec_to_time(seq * 3601)";
      case "uuid" -> "concat('00112233-4455-6677-8899-', lpad(hex(seq * 7919), 12, '0'))";
      default -> "seq * 12";
    };
  }

  @Test
  void whatCannotBeReadInOrderIsReadByOneOrRefused() throws Exception {
    try (var database =
            new TestDatabase(
                "create table labels (e enum('b', 'a') primary key)",
                "create table spots (id int primary key, at point)",
                "insert into labels values ('a'), ('b')");
        Source labels = open(database, tables(10, "labels"));
        Source spots = open(database, tables(10, "spots"))) {
      assertThat(records(labels)).hasSize(2);
      assertThat(labels.inspect().remarks()).anyMatch(remark -> remark.contains("one reader"));
      assertThatThrownBy(spots::inspect)
          .isInstanceOfSatisfying(
              Refused.class,
              refused -> assertThat(refused.code()).isEqualTo(ErrorCode.COLUMN_UNSUPPORTED))
          .hasMessageContaining("column at (point)");
    }
  }
}
