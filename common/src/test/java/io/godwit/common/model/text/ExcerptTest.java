package io.godwit.common.model.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ExcerptTest {

  private static final String SMILE = "\uD83D\uDE00";

  @Test
  void aTextThatFitsStaysAsItIs() {
    assertThat(Excerpt.of("", 3)).isEmpty();
    assertThat(Excerpt.of("abcdef", 6)).isEqualTo("abcdef");
    assertThat(Excerpt.of(SMILE + SMILE, 4)).isEqualTo(SMILE + SMILE);
  }

  @Test
  void aLongerOneEndsInItsMark() {
    assertThat(Excerpt.of("abcdefg", 6)).isEqualTo("abc...");
    assertThat(Excerpt.of("abcdefg", 6, "~")).isEqualTo("abcde~");
    assertThat(Excerpt.of("abcd", 3)).isEqualTo("...");
  }

  @Test
  void whereverItIsCutNoPairIsSplit() {
    for (int before = 0; before < 8; before++) {
      String text = "x".repeat(before) + SMILE.repeat(20);
      for (int most = 3; most < text.length() + 2; most++) {
        String brief = Excerpt.of(text, most);
        assertThat(brief.length()).isLessThanOrEqualTo(most);
        assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(brief)).isTrue();
      }
    }
  }
}
