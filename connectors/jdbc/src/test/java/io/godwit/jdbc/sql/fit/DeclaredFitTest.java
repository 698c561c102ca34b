package io.godwit.jdbc.sql.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.schema.Type;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class DeclaredFitTest {

  private static final Column TEN_CHARACTERS = Columns.of(ColumnKind.TEXT, Limits.ofLength(10));

  private static String problem(Type type, Column column) {
    return DeclaredFit.problem(type, column).map(Failure::message).orElse("");
  }

  private static Column numeric(int digits, int scale) {
    return new Column(
        "c",
        "\"c\"",
        "numeric(" + digits + "," + scale + ")",
        "numeric",
        ColumnKind.NUMERIC,
        Optional.empty(),
        Limits.ofScale(scale),
        true,
        false,
        false,
        Column.Supply.NOTHING);
  }

  private static Type.Chars chars(int most) {
    return new Type.Chars(OptionalInt.of(most));
  }

  private static Type.Exact exact(int digits, int scale) {
    return new Type.Exact(OptionalInt.of(digits), scale);
  }

  @Test
  void aColumnIsTooNarrowForTheLongestText() {
    assertThat(problem(chars(10), TEN_CHARACTERS)).isEmpty();
    assertThat(problem(chars(11), TEN_CHARACTERS)).contains("at most 10 characters, not 11");
    assertThat(problem(new Type.Chars(), TEN_CHARACTERS)).contains("at most 10 characters");
    assertThat(problem(new Type.Json(), TEN_CHARACTERS)).contains("at most 10 characters");
    assertThat(problem(new Type.Chars(), Columns.of(ColumnKind.TEXT))).isEmpty();
  }

  @Test
  void theLargestWholeNumberNeedsItsBits() {
    assertThat(problem(new Type.Whole(32), Columns.of(ColumnKind.INT4))).isEmpty();
    assertThat(problem(new Type.Whole(32, false), Columns.of(ColumnKind.INT4)))
        .contains("'4294967295'", "32 bits");
    assertThat(problem(new Type.Whole(64), Columns.of(ColumnKind.INT8))).isEmpty();
    assertThat(problem(new Type.Whole(64, false), Columns.of(ColumnKind.INT8)))
        .contains("'18446744073709551615'");
    assertThat(problem(new Type.Whole(64), Columns.of(ColumnKind.FLOAT8)))
        .contains("9223372036854775807");
    assertThat(problem(new Type.Whole(32), numeric(9, 0))).contains("9 digits before the point");
    assertThat(problem(new Type.Whole(32), numeric(10, 0))).isEmpty();
  }

  @Test
  void aDecimalNeedsItsPlacesOnBothSidesOfThePoint() {
    assertThat(problem(exact(10, 2), numeric(10, 2))).isEmpty();
    assertThat(problem(exact(10, 3), numeric(10, 2))).contains("it keeps 2 decimal places");
    assertThat(problem(exact(11, 2), numeric(10, 2))).contains("8 digits before the point");
    assertThat(problem(exact(10, 0), Columns.of(ColumnKind.INT4))).contains("'9999999999'");
    assertThat(problem(exact(9, 0), Columns.of(ColumnKind.INT4))).isEmpty();
    assertThat(problem(new Type.Exact(), numeric(10, 2))).contains("2 decimal places");
    assertThat(problem(new Type.Exact(), Columns.of(ColumnKind.NUMERIC))).isEmpty();
  }

  @Test
  void whatIsOfAnotherKindHasNoPlaceAtAll() {
    assertThat(problem(new Type.Stamp(true), Columns.of(ColumnKind.DATE)))
        .contains("does not take Timestamp values");
    assertThat(problem(new Type.Bool(), Columns.of(ColumnKind.INT4))).contains("Bool");
    assertThat(problem(new Type.Floating(64), Columns.of(ColumnKind.FLOAT4))).contains("24 bits");
    assertThat(problem(new Type.Floating(32), Columns.of(ColumnKind.FLOAT4))).isEmpty();
    assertThat(problem(new Type.ArrayOf(new Type.Chars()), TEN_CHARACTERS)).contains("Array");
    assertThat(problem(new Type.Nested(), Columns.of(ColumnKind.JSONB))).isEmpty();
  }

  /** What a server makes of them, only it knows. */
  @Test
  void nothingIsSaidOfTextsElsewhereAndOfForeignTypes() {
    assertThat(problem(new Type.Chars(), Columns.of(ColumnKind.INT4))).isEmpty();
    assertThat(problem(new Type.Foreign("postgresql", "inet"), TEN_CHARACTERS)).isEmpty();
  }
}
