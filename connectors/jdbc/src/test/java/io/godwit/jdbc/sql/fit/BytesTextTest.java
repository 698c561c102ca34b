package io.godwit.jdbc.sql.fit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is taken for bytes, and what stays characters. */
class BytesTextTest {

  @ParameterizedTest
  @ValueSource(strings = {"\\x", "\\x00", "\\x0aFF", "\\xDEADbeef"})
  void wholeBytesAreBytes(String text) {
    assertThat(BytesText.is(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "x00", "\\x0", "\\x000", "\\X00", "\\x0g", "\\x00 ", " \\x00", "\\\\x00"})
  void everythingElseIsNone(String text) {
    assertThat(BytesText.is(text)).isFalse();
  }
}
