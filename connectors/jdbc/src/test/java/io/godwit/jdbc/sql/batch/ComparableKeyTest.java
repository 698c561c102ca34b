package io.godwit.jdbc.sql.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.value.Value;
import io.godwit.jdbc.sql.fit.Column;
import io.godwit.jdbc.sql.fit.ColumnKind;
import io.godwit.jdbc.sql.fit.Limits;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which keys are one for the server; a form that parts two of them would write a row twice. */
class ComparableKeyTest {

  /**
   * @param sure whether another form is another key for the server
   */
  private record Form(String text, boolean sure) {}

  private static Column column(ColumnKind kind, boolean bytewise) {
    return new Column(
        "c",
        "\"c\"",
        "its type",
        "its type",
        kind,
        Optional.empty(),
        Limits.NONE,
        bytewise,
        true,
        true,
        Column.Supply.NOTHING);
  }

  private static Form form(Value value, ColumnKind kind) {
    return form(value, column(kind, true));
  }

  private static Form form(Value value, Column column) {
    KeyBytes out = new KeyBytes();
    boolean sure = ComparableKey.write(value, column, out);
    return new Form(
        new String(Arrays.copyOf(out.bytes(), out.length()), StandardCharsets.UTF_8), sure);
  }

  @Test
  void oneNumberHasOneFormWhateverItIsWrittenAs() {
    List<Value> ones =
        List.of(
            new Value.Int32(1),
            new Value.Int64(1),
            new Value.Decimal(new BigDecimal("1.00")),
            new Value.Float64(1.0),
            new Value.Decimal128(0x3040000000000000L, 1),
            new Value.Text("01"),
            new Value.Text(" 1.0 "));
    for (ColumnKind kind : List.of(ColumnKind.INT8, ColumnKind.NUMERIC)) {
      assertThat(ones)
          .allSatisfy(one -> assertThat(form(one, kind)).isEqualTo(new Form("1", true)));
    }
    assertThat(form(new Value.Decimal(new BigDecimal("1E+2")), ColumnKind.NUMERIC))
        .isEqualTo(form(new Value.Int32(100), ColumnKind.NUMERIC));
    assertThat(form(new Value.Text("2"), ColumnKind.INT4).text()).isNotEqualTo("1");
  }

  @Test
  void whatOnlyTheServerReadsIsNotSure() {
    assertThat(form(new Value.Text("infinity"), ColumnKind.NUMERIC).sure()).isFalse();
    assertThat(form(new Value.Float64(Double.NaN), ColumnKind.NUMERIC).sure()).isTrue();
    assertThat(form(new Value.Text("1 Jan 2026"), ColumnKind.DATE).sure()).isFalse();
    assertThat(form(new Value.Text("{}"), ColumnKind.JSONB).sure()).isFalse();
    assertThat(form(new Value.Text("a"), column(ColumnKind.TEXT, false)).sure()).isFalse();
    assertThat(form(new Value.Text("a"), column(ColumnKind.TEXT, true)).sure()).isTrue();
  }

  @Test
  void aFloatingKeyIsWhatTheColumnRoundsItTo() {
    assertThat(form(new Value.Float64(-0.0), ColumnKind.FLOAT8))
        .isEqualTo(form(new Value.Int32(0), ColumnKind.FLOAT8));
    Value near = new Value.Text("0.1000000001");
    assertThat(form(near, ColumnKind.FLOAT4))
        .isEqualTo(form(new Value.Float64(0.1), ColumnKind.FLOAT4));
    assertThat(form(near, ColumnKind.FLOAT8))
        .isNotEqualTo(form(new Value.Float64(0.1), ColumnKind.FLOAT8));
  }

  @Test
  void paddingIsNoPartOfAKeyOfCharacters() {
    assertThat(form(new Value.Text("ab  "), ColumnKind.CHAR)).isEqualTo(new Form("ab", true));
    assertThat(form(new Value.Text("  "), ColumnKind.CHAR).text()).isEmpty();
    assertThat(form(new Value.Text("ab  "), ColumnKind.TEXT).text()).isEqualTo("ab  ");
  }

  @Test
  void aUuidHasOneSpellingAndOthersAreTheServers() {
    String usual = "01234567-89ab-cdef-0123-456789abcdef";
    assertThat(form(new Value.Text(usual.toUpperCase(Locale.ROOT)), ColumnKind.UUID))
        .isEqualTo(new Form(usual, true));
    assertThat(form(new Value.Text("{" + usual + "}"), ColumnKind.UUID).sure()).isFalse();
    assertThat(form(new Value.Text(usual.replace("-", "")), ColumnKind.UUID).sure()).isFalse();
    assertThat(form(new Value.Text("1-2-3-4-5"), ColumnKind.UUID).sure())
        .as("what Java takes for one and the server does not")
        .isFalse();
  }
}
