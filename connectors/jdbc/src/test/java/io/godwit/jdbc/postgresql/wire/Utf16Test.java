package io.godwit.jdbc.postgresql.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Utf16Test {

  private static final String[] CHARACTERS = {
    "\u0000", "\u0001", "a", "\u007f", "\u0080", "\u07ff", "\u0800", "\uffff", "\ud83d\udc26"
  };

  @Test
  void lengthAndNulsAreThoseOfTheString() {
    Random random = new Random(Long.getLong("godwit.seed", 0) + 21);
    for (int i = 0; i < 50_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(25); length > 0; length--) {
        // A zero is rare, or there would be one in all.
        int first = random.nextInt(20) == 0 ? 0 : 1;
        text.append(CHARACTERS[first + random.nextInt(CHARACTERS.length - 1)]);
      }
      byte[] utf8 = ("\u0000é" + text + "é\u0000").getBytes(StandardCharsets.UTF_8);
      assertThat(Utf16.length(utf8, 3, utf8.length - 3)).isEqualTo(text.length());
      assertThat(Utf16.hasNul(utf8, 3, utf8.length - 3)).isEqualTo(text.indexOf("\u0000") >= 0);
    }
  }
}
