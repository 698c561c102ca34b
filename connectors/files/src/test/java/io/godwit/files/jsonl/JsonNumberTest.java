package io.godwit.files.jsonl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.value.Value;
import io.godwit.files.bytes.FieldFailure;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;

/** No digit of a number is lost, and a double is taken only where it is the same number. */
class JsonNumberTest {

  private static Value whole(String text) {
    try (JsonParser in = JsonLimits.factory().createParser(ObjectReadContext.empty(), text + " ")) {
      in.nextToken();
      return JsonNumber.whole(in);
    }
  }

  @Test
  void aWholeNumberIsTheNarrowestThatHoldsIt() {
    assertThat(whole("2147483647")).isEqualTo(new Value.Int32(Integer.MAX_VALUE));
    assertThat(whole("2147483648")).isEqualTo(new Value.Int64(1L << 31));
    assertThat(whole("-2147483648")).isEqualTo(new Value.Int32(Integer.MIN_VALUE));
    assertThat(whole("9223372036854775807")).isEqualTo(new Value.Int64(Long.MAX_VALUE));
    assertThat(whole("-9223372036854775808")).isEqualTo(new Value.Int64(Long.MIN_VALUE));
    assertThat(whole("9223372036854775808"))
        .isEqualTo(new Value.Decimal(new BigDecimal("9223372036854775808")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0.1", "-1.5", "123456789.12345", "1e5", "1.5E-3", "0.30000000000000004", "1e300"})
  void aFractionThatADoubleShowsAsItIsIsOne(String text) throws Exception {
    assertThat(JsonNumber.fraction(text)).isEqualTo(new Value.Float64(Double.parseDouble(text)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.10000000000000000001",
        "9007199254740993.0",
        "1e400",
        "1e-400",
        "123456789012345678.9"
      })
  void aFractionThatADoubleWouldChangeIsADecimal(String text) throws Exception {
    assertThat(JsonNumber.fraction(text)).isEqualTo(new Value.Decimal(new BigDecimal(text)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e20001", "1e-20001", "1e99999999999"})
  void anExponentBeyondAllUseIsRefused(String text) {
    assertThatThrownBy(() -> JsonNumber.fraction(text))
        .isInstanceOf(FieldFailure.class)
        .hasMessageContaining("from -20000 to 20000");
  }
}
