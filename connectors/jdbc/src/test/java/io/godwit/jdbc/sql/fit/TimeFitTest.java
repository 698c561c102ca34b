package io.godwit.jdbc.sql.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.value.Value;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;

/** No time is cut, and none is moved by an offset that nobody named. */
class TimeFitTest {

  private static final Value.Timestamp POINT = new Value.Timestamp(Instant.EPOCH);
  private static final Value.LocalTimestamp WALL =
      new Value.LocalTimestamp(LocalDateTime.of(2026, 11, 27, 22, 10));

  @Test
  void aColumnKeepsItsDigitsAndNotOneMore() {
    int nanos = 100_000_000;
    for (int digits = 0; digits <= 8; digits++) {
      Column column = Columns.of(ColumnKind.TIME, Limits.ofFraction(digits));
      assertThat(TimeFit.keeps(0, column)).isTrue();
      assertThat(TimeFit.keeps(nanos, column)).as("the next digit behind %d", digits).isFalse();
      if (digits > 0) {
        assertThat(TimeFit.keeps(nanos * 10, column)).isTrue();
      }
      nanos /= 10;
    }
    assertThat(TimeFit.keeps(999_999_999, Columns.of(ColumnKind.TIME, Limits.ofFraction(9))))
        .isTrue();
  }

  @Test
  void whatIsTooFineIsRefusedInEachKindOfTime() {
    Limits millis = Limits.ofFraction(3);
    LocalTime fine = LocalTime.of(0, 0, 0, 1_000);
    assertThat(TimeFit.time(new Value.Time(fine), Columns.of(ColumnKind.TIME, millis)))
        .hasValueSatisfying(failure -> assertThat(failure.message()).contains("it keeps 3 digits"));
    assertThat(
            TimeFit.timestamp(
                new Value.Timestamp(Instant.ofEpochSecond(0, 1_000)),
                Columns.of(ColumnKind.TIMESTAMPTZ, millis)))
        .isPresent();
    assertThat(
            TimeFit.localTimestamp(
                new Value.LocalTimestamp(LocalDate.EPOCH.atTime(fine)),
                Columns.of(ColumnKind.TIMESTAMP, millis)))
        .isPresent();
  }

  @Test
  void aPointInTimeAndAWallClockHaveColumnsOfTheirOwn() {
    assertThat(TimeFit.timestamp(POINT, Columns.of(ColumnKind.TIMESTAMPTZ))).isEmpty();
    assertThat(TimeFit.timestamp(POINT, Columns.of(ColumnKind.TIMESTAMP))).isPresent();
    assertThat(TimeFit.localTimestamp(WALL, Columns.of(ColumnKind.TIMESTAMP))).isEmpty();
    assertThat(TimeFit.localTimestamp(WALL, Columns.of(ColumnKind.TIMESTAMPTZ))).isPresent();
    Value.Date day = new Value.Date(LocalDate.EPOCH);
    assertThat(TimeFit.date(day, Columns.of(ColumnKind.DATE))).isEmpty();
    assertThat(TimeFit.date(day, Columns.of(ColumnKind.TIMESTAMP))).isPresent();
  }

  @Test
  void aColumnOfCharactersTakesAllOfATimeOrNone() {
    Column ten = Columns.of(ColumnKind.TEXT, Limits.ofLength(10));
    assertThat(TimeFit.date(new Value.Date(LocalDate.EPOCH), ten)).isEmpty();
    assertThat(TimeFit.timestamp(POINT, ten)).isPresent();
  }
}
