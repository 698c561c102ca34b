package io.godwit.jdbc.postgresql.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.value.Value;
import io.godwit.common.wire.cbor.RowEncoder;
import io.godwit.jdbc.sql.fit.Column;
import io.godwit.jdbc.sql.fit.ColumnKind;
import io.godwit.jdbc.sql.fit.Limits;
import io.godwit.jdbc.sql.relation.UnreadableValue;
import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told without an object is what the reader of objects makes of the same text. */
class BareReaderTest {

  private static Column column(ColumnKind kind) {
    return new Column(
        "c",
        "c",
        "t",
        "t",
        kind,
        kind == ColumnKind.ARRAY ? Optional.of(ColumnKind.INT4) : Optional.empty(),
        Limits.NONE,
        true,
        false,
        false,
        Column.Supply.NOTHING);
  }

  private static Value told(String text, ColumnKind kind) throws UnreadableValue {
    RowEncoder row = new RowEncoder();
    row.begin();
    BareReader.tell(text.getBytes(UTF_8), column(kind), row);
    return row.value(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-1",
        "7",
        "2147483647",
        "-2147483648",
        "9223372036854775807",
        "-9223372036854775808",
        "999999999999999999",
        "-99999999999999999",
        "-999999999999999999"
      })
  void wholeNumbers(String text) throws Exception {
    assertThat(told(text, ColumnKind.INT8)).isEqualTo(new Value.Int64(Long.parseLong(text)));
    if (Long.parseLong(text) == (int) Long.parseLong(text)) {
      assertThat(told(text, ColumnKind.INT4)).isEqualTo(new Value.Int32(Integer.parseInt(text)));
    }
    decimals(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.50",
        "-0.001",
        "0.00",
        "0.0000000000000000",
        "99999999999999999.9",
        "-9.9999999999999999",
        "123456789012345678901234567890.12",
        "0.000000000000000000000000000001"
      })
  void decimals(String text) throws Exception {
    assertThat(told(text, ColumnKind.NUMERIC)).isEqualTo(new Value.Decimal(new BigDecimal(text)));
  }

  @Test
  void numbersThatAreNone() throws Exception {
    assertThat(told("NaN", ColumnKind.NUMERIC)).isEqualTo(new Value.Float64(Double.NaN));
    assertThat(told("-Infinity", ColumnKind.NUMERIC))
        .isEqualTo(new Value.Float64(Double.NEGATIVE_INFINITY));
  }

  @Test
  void othersAreReadAsObjects() throws Exception {
    assertThat(told("é\"日", ColumnKind.TEXT)).isEqualTo(new Value.Text("é\"日"));
    assertThat(told("f", ColumnKind.BOOL)).isEqualTo(new Value.Bool(false));
    assertThat(told("{1,2}", ColumnKind.ARRAY)).isInstanceOf(Value.Array.class);
  }

  @Test
  void boundsOfAnArrayAreNotLostWithoutAWord() {
    assertThatThrownBy(() -> told("[0:1]={1,2}", ColumnKind.ARRAY))
        .isInstanceOfSatisfying(UnreadableValue.class, e -> assertThat(e.column()).isEqualTo("c"))
        .hasMessageContaining("column c holds an array whose bounds");
  }
}
