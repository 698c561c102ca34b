package io.godwit.common.wire.cbor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The oracle is the decoder of the JDK. */
class Utf8CheckTest {

  /** Bytes at which characters and their lengths change, and what stands between them. */
  private static final int[] EDGES = {
    0, 'a', 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1, 0xec,
    0xed, 0xee, 0xef, 0xf0, 0xf1, 0xf3, 0xf4, 0xf5, 0xf7, 0xf8, 0xff
  };

  private static boolean isForJdk(byte[] bytes, int from, int to) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, to - from));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  @Test
  void anyFourBytesAreATextWhereTheJdkSaysSo() {
    byte[] four = new byte[4];
    for (int i = 0; i < EDGES.length * EDGES.length * EDGES.length * EDGES.length; i++) {
      int rest = i;
      for (int place = 0; place < four.length; place++) {
        four[place] = (byte) EDGES[rest % EDGES.length];
        rest /= EDGES.length;
      }
      assertThat(Utf8Check.is(four, 0, 4)).as("%s", i).isEqualTo(isForJdk(four, 0, 4));
    }
  }

  @Test
  void aFaultIsFoundWhereverItStands() {
    Random random = new Random(Long.getLong("godwit.seed", 0) + 3);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = "aé€\uD83D\uDC26".repeat(5).getBytes(StandardCharsets.UTF_8);
      int from = random.nextInt(bytes.length);
      int to = from + random.nextInt(bytes.length - from + 1);
      if (random.nextBoolean()) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      assertThat(Utf8Check.is(bytes, from, to)).isEqualTo(isForJdk(bytes, from, to));
    }
  }

  @Test
  void asciiEndsWhereTheFirstOtherByteStands() {
    for (int length = 0; length < 40; length++) {
      for (int other = 0; other <= length; other++) {
        byte[] bytes = "x".repeat(length + 1).getBytes(StandardCharsets.US_ASCII);
        bytes[other] = (byte) 0xc3;
        assertThat(Utf8Check.behindAscii(bytes, 0, length)).isEqualTo(other);
        assertThat(Utf8Check.behindAscii(bytes, other, length)).isEqualTo(other);
      }
    }
  }
}
