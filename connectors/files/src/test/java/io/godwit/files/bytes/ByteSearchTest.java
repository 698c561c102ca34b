package io.godwit.files.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Eight bytes at a time find what one at a time finds, at every place of a word. */
class ByteSearchTest {

  private static int slowly(byte[] bytes, int from, int to, byte... wanted) {
    for (int i = from; i < to; i++) {
      for (byte one : wanted) {
        if (bytes[i] == one) {
          return i;
        }
      }
    }
    return to;
  }

  @Test
  void aHitIsFoundAtEveryPlaceOfAWordAndNothingBehindTheEnd() {
    for (int length = 0; length <= 40; length++) {
      for (int at = 0; at <= length; at++) {
        byte[] bytes = new byte[length + 1];
        bytes[at] = '\n';
        for (int from = 0; from <= length; from++) {
          assertThat(ByteSearch.first(bytes, from, length, (byte) '\n'))
              .as("byte %d of %d, from %d", at, length, from)
              .isEqualTo(at >= from ? Math.min(at, length) : length);
        }
      }
    }
  }

  /** The subtraction borrows where a byte is one more than the pattern's. */
  @Test
  void theNeighboursOfAPatternAreNoHits() {
    Random random = new Random(Long.getLong("godwit.seed", 0));
    byte[] patterns = {0, 1, -1, '\n', '"', ',', (byte) 0x80, 0x7f};
    for (int round = 0; round < 50_000; round++) {
      byte a = patterns[random.nextInt(patterns.length)];
      byte b = patterns[random.nextInt(patterns.length)];
      byte c = patterns[random.nextInt(patterns.length)];
      byte[] bytes = new byte[random.nextInt(30)];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) (patterns[random.nextInt(patterns.length)] + random.nextInt(3) - 1);
      }
      int from = random.nextInt(bytes.length + 1);
      assertThat(ByteSearch.first(bytes, from, bytes.length, a, b, c))
          .isEqualTo(slowly(bytes, from, bytes.length, a, b, c));
      assertThat(ByteSearch.first(bytes, from, bytes.length, a))
          .isEqualTo(slowly(bytes, from, bytes.length, a));
    }
  }
}
