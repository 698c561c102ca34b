package io.godwit.common.model.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a cell tells is what its value is, wherever it stands. */
class CellsTest {

  private record Told(Value value, String told) {}

  static List<Told> values() {
    return List.of(
        new Told(Value.Null.NULL, "nothing"),
        new Told(new Value.Bool(true), "bool true"),
        new Told(new Value.Int32(-7), "int32 -7"),
        new Told(new Value.Int64(Long.MIN_VALUE), "int64 " + Long.MIN_VALUE),
        new Told(new Value.Float64(-0.0), "float64 -0.0"),
        new Told(new Value.Decimal(new BigDecimal("-12.340")), "decimal -12340 3"),
        new Told(new Value.Decimal(new BigDecimal("1E+9")), "decimal 1 -9"),
        new Told(
            new Value.Decimal(new BigDecimal("1234567890123456789.5")),
            "decimal 1234567890123456789.5"),
        new Told(new Value.Text("é"), "text é"),
        new Told(new Value.Date(LocalDate.of(1969, 12, 31)), "date -1"),
        new Told(new Value.Time(LocalTime.of(0, 0, 1)), "time 1000000000"),
        new Told(new Value.Timestamp(Instant.ofEpochSecond(-1, 5)), "timestamp -1 5"),
        new Told(
            new Value.LocalTimestamp(LocalDateTime.of(1970, 1, 2, 0, 0, 0, 9)),
            "localTimestamp 1 9"),
        new Told(new Value.Uuid(new UUID(3, -4)), "uuid 3 -4"),
        new Told(new Value.Binary((byte) 4, new byte[] {1, 2}), "binary 4 [1, 2]"),
        new Told(new Value.Regex("a", "i"), "other " + new Value.Regex("a", "i")),
        new Told(foreign(7), "other " + foreign(7)));
  }

  private static Value foreign(int content) {
    return new Value.Foreign("mongodb", "timestamp", new byte[] {(byte) content});
  }

  @ParameterizedTest
  @MethodSource("values")
  void aCellTellsWhatItHolds(Told told) {
    Document document = Document.of("before", Value.Null.NULL).with("a", told.value());
    Document arranged = document.arranged(new String[] {"x", "a"}, new int[] {1, ~0}, told.value());

    assertThat(tell(document, 1)).containsExactly(told.told());
    assertThat(tell(arranged, 0)).containsExactly(told.told());
    assertThat(tell(arranged, 1)).containsExactly(told.told());
  }

  private static List<String> tell(Document document, int index) {
    Noting noting = new Noting();
    document.tell(index, noting);
    return noting.told;
  }

  private static final class Noting implements ValueConsumer {

    private final List<String> told = new ArrayList<>();

    @Override
    public void nothing() {
      told.add("nothing");
    }

    @Override
    public void bool(boolean value) {
      told.add("bool " + value);
    }

    @Override
    public void int32(int value) {
      told.add("int32 " + value);
    }

    @Override
    public void int64(long value) {
      told.add("int64 " + value);
    }

    @Override
    public void float64(double value) {
      told.add("float64 " + value);
    }

    @Override
    public void decimal(long unscaled, int scale) {
      told.add("decimal " + unscaled + " " + scale);
    }

    @Override
    public void decimal(BigDecimal value) {
      told.add("decimal " + value.toPlainString());
    }

    @Override
    public void text(String value) {
      told.add("text " + value);
    }

    @Override
    public void text(byte[] utf8, int from, int to) {
      text(new String(utf8, from, to - from, StandardCharsets.UTF_8));
    }

    @Override
    public void date(long epochDay) {
      told.add("date " + epochDay);
    }

    @Override
    public void time(long nanoOfDay) {
      told.add("time " + nanoOfDay);
    }

    @Override
    public void timestamp(long second, int nano) {
      told.add("timestamp " + second + " " + nano);
    }

    @Override
    public void localTimestamp(long epochDay, long nanoOfDay) {
      told.add("localTimestamp " + epochDay + " " + nanoOfDay);
    }

    @Override
    public void uuid(long high, long low) {
      told.add("uuid " + high + " " + low);
    }

    @Override
    public void binary(byte subtype, byte[] bytes, int from, int to) {
      told.add("binary " + subtype + " " + Arrays.toString(Arrays.copyOfRange(bytes, from, to)));
    }

    @Override
    public void other(Value value) {
      told.add("other " + value);
    }
  }
}
