package io.godwit.common.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.schema.FieldType;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Key;
import io.godwit.common.model.value.Value;
import io.godwit.common.wire.cbor.DocumentDecoder;
import io.godwit.common.wire.cbor.DocumentEncoder;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A few bytes of input must not cost gigabytes, and what is let in must come through. */
class BoundsTest {

  @ParameterizedTest
  @ValueSource(strings = {"1E+2000000000", "1E-2000000000", "-7E+20001", "1e99999999999"})
  void aDecimalWithAHugeExponentIsRefused(String text) {
    assertThatThrownBy(() -> FieldType.DECIMAL.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "'")
        .hasMessageContaining("1000 digits");
  }

  @Test
  void megabytesOfDigitsAreRefusedUnread() {
    String digits = "9".repeat(5 << 20);
    assertThatThrownBy(() -> FieldType.DECIMAL.parse(digits))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("...")
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(200));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-0.00", "1E+20000", "1E-20000", "12345678901234567890.12345"})
  void whatIsWithinTheBoundsComesThrough(String text) {
    comesThrough(FieldType.DECIMAL.parse(text));
  }

  @Test
  void aThousandDigitsComeThrough() {
    comesThrough(FieldType.DECIMAL.parse("-" + "7".repeat(1000)));
    comesThrough(FieldType.DECIMAL.parse("0." + "7".repeat(1000)));
    comesThrough(new Value.Decimal(new BigDecimal(BigInteger.TWO.pow(20_000), Integer.MAX_VALUE)));
  }

  @Test
  void deepAndLongNamedDocumentsComeThrough() {
    Value deep = new Value.Int32(1);
    for (int i = 0; i < 480; i++) {
      deep = new Value.Array(List.of(deep));
    }
    comesThrough(deep);
    Document named = Document.of("n".repeat(200_000), new Value.Bool(true));
    assertThat(new DocumentDecoder().decode(new DocumentEncoder().encode(named))).isEqualTo(named);
  }

  @Test
  void aLargeRecordLeavesTheCodecAsItWas() {
    DocumentEncoder encoder = new DocumentEncoder();
    DocumentDecoder decoder = new DocumentDecoder();
    for (int length : new int[] {10, 3 << 20, 10}) {
      Document document = Document.of("t", new Value.Text("x".repeat(length)));
      assertThat(decoder.decode(encoder.encode(document))).isEqualTo(document);
    }
  }

  private static void comesThrough(Value value) {
    Document document = Document.of("v", value);
    assertThat(new DocumentDecoder().decode(new DocumentEncoder().encode(document)))
        .isEqualTo(document);
  }

  @Test
  void aKeyWithAHugeExponentIsShort() {
    assertThat(Key.of(List.of(new Value.Decimal(new BigDecimal("1E+2000000000")))).text())
        .isEqualTo("1E+2000000000");
    assertThat(Key.of(List.of(new Value.Decimal(new BigDecimal("1E+3")))).text()).isEqualTo("1000");
    assertThat(Key.of(List.of(new Value.Decimal(new BigDecimal("0.00000001")))).text())
        .isEqualTo("0.00000001");
  }
}
