package io.godwit.files.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where bytes stop being UTF-8. */
class Utf8Test {

  @ParameterizedTest
  @CsvSource({
    "61 ff, 1",
    "80, 0",
    "c3, 0",
    "61 c3 28, 1",
    "c0 af, 0",
    "ed a0 80, 0",
    "61 e2 82, 1",
    "f4 90 80 80, 0",
    "ef bf bd 61 fe, 4",
  })
  void theFirstFaultIsNamed(String hex, int at) {
    byte[] bytes = HexFormat.ofDelimiter(" ").parseHex(hex);
    assertThat(Utf8.firstFault(bytes, 0, bytes.length)).isEqualTo(at);
  }

  /** The character that stands for a fault may be the source's own. */
  @ParameterizedTest
  @CsvSource({"''", "a", "\u00e4\u20ac", "\ud83d\udc26", "\uFFFD", "a\uFFFDb"})
  void whatIsUtf8HasNone(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    assertThat(Utf8.firstFault(bytes, 0, bytes.length)).isEqualTo(-1);
  }

  @Test
  void onlyTheRangeIsLookedAt() {
    byte[] bytes = {(byte) 0xff, 'a', 'b', (byte) 0xff};
    assertThat(Utf8.firstFault(bytes, 1, 3)).isEqualTo(-1);
    assertThat(Utf8.firstFault(bytes, 1, 4)).isEqualTo(3);
  }

  @Test
  void halfACharacterInAMessageIsAQuestionMark() {
    assertThat(Utf8.encodable("a\ud83d")).isEqualTo("a?");
    assertThat(Utf8.encodable("a\ud83d\udc26")).isEqualTo("a\ud83d\udc26");
  }
}
