package io.godwit.common.model.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VisibleTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"", "plain", "na\u00efve \u65e5\u672c \uD83D\uDE42", "<b> %s \\u001b '=1'"})
  void whatAnybodyCanSeeStaysAsItIs(String text) {
    assertThat(VisibleText.line(text)).isEqualTo(text);
    assertThat(VisibleText.lines(text)).isEqualTo(text);
  }

  @Test
  void whatATerminalObeysIsSpelt() {
    assertThat(VisibleText.line("a\u001b[2Jb\u0007\u009b\u007f"))
        .isEqualTo("a\\u001b[2Jb\\u0007\\u009b\\u007f");
    assertThat(VisibleText.lines("\u202Egpj\u202C\u200F\uFEFF\u2028"))
        .isEqualTo("\\u202egpj\\u202c\\u200f\\ufeff\\u2028");
  }

  @Test
  void endsOfLinesBelongToATextOfSeveralAlone() {
    assertThat(VisibleText.line("a\r\nb\tc")).isEqualTo("a\\u000d\\u000ab\\u0009c");
    assertThat(VisibleText.lines("a\r\nb\tc")).isEqualTo("a\r\nb\tc");
  }

  /** Halves of a character, and a mark outside of the first plane. */
  @ParameterizedTest
  @CsvSource({"D83D,\\ud83d", "DE42,\\ude42"})
  void halfACharacterIsSpelt(String half, String spelt) {
    String text = Character.toString((char) Integer.parseInt(half, 16));

    assertThat(VisibleText.line("x" + text)).isEqualTo("x" + spelt);
    assertThat(VisibleText.line("\uDB40\uDC41")).isEqualTo("\\udb40\\udc41");
  }
}
