package io.godwit.examples;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/**
 * Random rows of every type that a CSV job can declare and PostgreSQL can hold. Some have a time
 * more exact than a microsecond, which PostgreSQL would round.
 */
final class RandomRows {

  private static final int[] CHARACTERS = {
    ' ', 'a', ',', '"', '\\', '\n', '\t', '.', 0x7F, 0x80, 0x7FF, 0x800, 0x2028, 0x1F985
  };
  private static final double[] DOUBLES = {
    0.1, 1.0, 1e22, Double.NaN, Double.MIN_VALUE, Double.MAX_VALUE, 1 / 0.0, -1 / 0.0
  };
  private static final long[] NUMBERS = {0, 1, -1, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 53};

  private final Random random;
  private int nanos;

  RandomRows(long seed) {
    this.random = new Random(Long.getLong("godwit.seed", 0) + seed);
  }

  /**
   * A row.
   *
   * @param text as the file has it
   * @param values as they are to be read back; an empty text for null
   * @param fits whether PostgreSQL can hold all of it exactly
   */
  record Row(String text, List<String> values, boolean fits) {}

  String columns() {
    return "id int primary key, txt text, bool boolean, big bigint, small integer, dec numeric,"
        + " dbl double precision, day date, tim time, inst timestamptz, wall timestamp, uid uuid";
  }

  String header() {
    return "id,txt,bool,big,small,dec,dbl,day,tim,inst,wall,uid";
  }

  String types() {
    return "{ id: integer, bool: boolean, big: integer, small: int32, dec: decimal, dbl: double,"
        + " day: date, tim: time, inst: timestamp, wall: datetime, uid: uuid }";
  }

  Row row(int id) {
    nanos = random.nextInt(20) == 0 ? 1 : 1_000;
    List<String> values = new ArrayList<>();
    for (int column = 0; column < 11; column++) {
      values.add(random.nextInt(8) == 0 ? "null" : value(column));
    }
    boolean fits =
        nanos == 1_000 || values.subList(7, 10).stream().allMatch(RandomRows::isOfMicroseconds);
    StringBuilder text = new StringBuilder().append(id);
    for (String value : values) {
      text.append(',').append(value.equals("null") ? "" : quoted(value));
    }
    return new Row(text.toString(), values, fits);
  }

  private String value(int column) {
    return switch (column) {
      case 0 -> text();
      case 1 -> String.valueOf(random.nextBoolean());
      case 2 -> String.valueOf(number());
      case 3 -> String.valueOf((int) number());
      case 4 -> new BigDecimal(new BigInteger(200, random), random.nextInt(60)).toPlainString();
      case 5 -> String.valueOf(fraction());
      case 6 -> LocalDate.of(1 + random.nextInt(9_998), 1, 1).plusDays(number() % 365).toString();
      case 7 -> time().toString();
      case 8 -> instant().toString();
      case 9 -> LocalDateTime.ofInstant(instant(), ZoneOffset.UTC).toString();
      default -> new UUID(random.nextLong(), random.nextLong()).toString();
    };
  }

  private LocalTime time() {
    return LocalTime.ofNanoOfDay(random.nextLong(86_400_000_000L) * 1_000 + below());
  }

  private Instant instant() {
    return Instant.ofEpochSecond(
        random.nextLong(-60_000_000_000L, 250_000_000_000L),
        random.nextLong(1_000_000) * 1_000 + below());
  }

  /** Nanoseconds that no microsecond holds, in a row that is to have them. */
  private long below() {
    return nanos == 1 ? 1 + random.nextLong(999) : 0;
  }

  private static boolean isOfMicroseconds(String time) {
    int point = time.indexOf('.');
    return point < 0 || time.replace("Z", "").length() - point - 1 <= 6;
  }

  private double fraction() {
    return random.nextBoolean()
        ? DOUBLES[random.nextInt(DOUBLES.length)]
        : Double.longBitsToDouble(random.nextLong());
  }

  private long number() {
    return random.nextBoolean() ? random.nextLong() : NUMBERS[random.nextInt(NUMBERS.length)];
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    int size = random.nextInt(20) == 0 ? 900 : random.nextInt(9);
    for (int i = 0; i < size; i++) {
      text.appendCodePoint(CHARACTERS[random.nextInt(CHARACTERS.length)]);
    }
    return text.toString();
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\"", "\"\"") + "\"";
  }

  /** All rows of the table, each value in the spelling of its Java type. */
  Map<Integer, List<String>> readBack(JobFolder job) throws SQLException {
    Map<Integer, List<String>> rows = new HashMap<>();
    try (Connection connection = job.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select * from t")) {
      while (row.next()) {
        List<String> values = new ArrayList<>();
        values.add(String.valueOf(row.getString("txt")));
        values.add(String.valueOf(row.getObject("bool")));
        values.add(String.valueOf(row.getObject("big")));
        values.add(String.valueOf(row.getObject("small")));
        BigDecimal decimal = row.getBigDecimal("dec");
        values.add(decimal == null ? "null" : decimal.toPlainString());
        values.add(String.valueOf(row.getObject("dbl")));
        values.add(String.valueOf(row.getObject("day", LocalDate.class)));
        values.add(String.valueOf(row.getObject("tim", LocalTime.class)));
        OffsetDateTime instant = row.getObject("inst", OffsetDateTime.class);
        values.add(instant == null ? "null" : instant.toInstant().toString());
        values.add(String.valueOf(row.getObject("wall", LocalDateTime.class)));
        values.add(String.valueOf(row.getObject("uid")));
        rows.put(row.getInt("id"), values);
      }
    }
    return rows;
  }
}
