package io.godwit.common.wire.cbor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Values that stay encoded are those that a decoder makes of all of them at once, and a record is
 * unreadable in the same cases: {@link PlainDecoder} is such a decoder.
 */
class EncodedCellsTest {

  private final DocumentEncoder encoder = new DocumentEncoder();
  private final DocumentDecoder decoder = new DocumentDecoder();
  private final PlainDecoder plain = new PlainDecoder();

  /** The same document, or a complaint, too. */
  private void assertAsPlain(byte[] bytes, String what) {
    Optional<Document> expected = Optional.empty();
    try {
      expected = Optional.of(plain.decode(bytes));
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageStartingWith("the work record cannot be read: ");
    }
    if (expected.isEmpty()) {
      assertThatThrownBy(() -> decoder.decode(bytes))
          .as(what)
          .isExactlyInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("the work record cannot be read: ");
    } else {
      assertSame(decoder.decode(bytes), expected.get(), what);
    }
  }

  private static void assertSame(Document document, Document expected, String what) {
    assertThat(document).as(what).isEqualTo(expected);
    for (int i = 0; i < document.size(); i++) {
      assertThat(RebuiltValue.of(document.cells(), i)).as(what).isEqualTo(expected.value(i));
    }
  }

  @Test
  void whatIsWrittenIsReadAndTold() {
    for (long seed = 0; seed < 3_000; seed++) {
      byte[] bytes = encoder.encode(new AnyValue(seed).document(3));
      assertAsPlain(bytes, "seed " + seed);
    }
  }

  @Test
  void whatIsDamagedIsRefusedOrReadAlike() {
    Random random = new Random(Long.getLong("godwit.seed", 0) + 11);
    int refused = 0;
    for (int i = 0; i < 60_000; i++) {
      byte[] bytes = encoder.encode(new AnyValue(i % 500).document(2));
      for (int damages = 1 + random.nextInt(3); damages > 0; damages--) {
        // Mostly near the beginning, where heads are as frequent as the letters of long texts.
        int bound = random.nextBoolean() ? bytes.length : Math.min(bytes.length, 60);
        bytes[random.nextInt(bound)] = (byte) random.nextInt(256);
      }
      assertAsPlain(bytes, HexFormat.of().formatHex(bytes));
      refused += isRefused(bytes) ? 1 : 0;
    }
    assertThat(refused).isBetween(10_000, 59_000);
  }

  private boolean isRefused(byte[] bytes) {
    try {
      plain.decode(bytes);
      return false;
    } catch (IllegalArgumentException e) {
      return true;
    }
  }

  @Test
  void whatEndsTooEarlyIsRefusedEverywhere() {
    byte[] bytes = encoder.encode(new AnyValue(7).document(2));
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertAsPlain(cut, "the first " + length);
      assertThat(isRefused(cut)).isTrue();
    }
  }

  /** One field each: spellings that are not the encoder's, and what is no value. */
  private static final String SPELLINGS =
      """
      # Whole numbers: in other widths, and beyond 64 bits.
      00, 17, 18ff, 19ffff, 1affffffff, 1b7fffffffffffffff, 1bffffffffffffffff, 20, 38ff
      3affffffff, 3b7fffffffffffffff, 3b8000000000000000, 1f, 1c
      # Simple values.
      f4, f5, f6, f7, f0, f814, f97e00, fa00000000, fb7ff0000000000000, ff
      # Decimals: large digits, small ones as large, exponents at the edge, other shapes.
      c48221c249010000000000000000, c48221c24105, c48221c34105, c48221c240
      c482211b0de0b6b3a763ffff, c482211b0de0b6b3a7640000, c482213b0de0b6b3a7640000
      c4821a7fffffff05, c4823a7ffffffe05, c4823a7fffffff05, c4821b000000008000000005
      c48121, c4830102 03, c48221c14105, c48221c205, c4822161 61, d80482 2105
      # Days.
      d86400, d8641b000000550a8bb5ad, d8641b000000550a8bb5ae, d86461 61
      # Time stamps: nanoseconds of other seconds, the last second there is, other shapes.
      d903e9a2010028 00, d903e9a20100281a3b9aca00, d903e9a2010028 20, d903e9a1010a
      d903e9a2011b00701cd2fa9578ff281a3b9ac9ff, d903e9a2011b00701cd2fa9578ff281a3b9aca00
      d903e9a2013b00701cd2fa95790028 00, d903e9a2020028 00, d903e9a2010029 00
      da000003e9b8021801001828 00, d903e9a201002 93b7fffffffffffffff
      # UUIDs.
      d82550000102030405060708090a0b0c0d0e0f, d8255110000102030405060708090a0b0c0d0e0f
      d8254f000102030405060708090a0b0c0d0e, d8255810000102030405060708090a0b0c0d0e0f
      d825d81b836662696e61727900 50000102030405060708090a0b0c0d0e0f, d825 6161
      # Times, and what else is an array of a name and its parts.
      d81b826474696d6500, d81b826474696d651b00004e94914effff
      d81b826474696d651b00004e94914f0000, d81b826474696d6520, d81b836474696d650001
      d81b82780474696d6505, d81b826474696d656161, d81b8268646174657469 6d6500
      d81b83686461746574696d650005, d81b836864617465746 96d6561610 0
      d81b83686461746574696d6500 1b00004e94914f0000
      d81b83686461746574696d651b000000550a8bb5ae00, d81b80, d81b8100, d81b816474696d65
      d81b8264686f757200, d81ba0, d81b82436f696400
      d81b82636f69644c000102030405060708090a0b, d81b82636f69644b000102030405060708090a
      d81b83657265676578616160, d81b836662696e617279 0541ff
      d81b836662696e6172791905 0541ff
      d81b826a646563696d616c3132384f000102030405060708090a0b0c0d0e
      d81b826a646563696d616c31323850000102030405060708090a0b0c0d0e0f
      # Tags that nobody knows.
      c100, d9010000, db000000010000000400, dbffffffffffffffff00
      # Texts: kinds of what is no UTF-8, and the sign that stands for it.
      63efbfbd, 61ff, 62c080, 62c1bf, 62c280, 63e08080, 63e0a080, 63eda080, 63ed9fbf
      63ee8080, 64f0808080, 64f0908080, 64f48fbfbf, 64f4908080, 64f5808080, 61c3, 62e282
      6361c3 61, 6 9616161616161616 1c3, 6a61616161616161 61c3a9, 6180
      # Nested ones.
      80, 8100, 8161ff, a0, a1616100, a10000, a161ff00, a1616161ff, 9b00000000ffffffff
      9bffffffffffffffff, 5803010203, 43010203, 430102
      """;

  static Stream<String> spellings() {
    return SPELLINGS
        .lines()
        .filter(line -> !line.startsWith("#"))
        .flatMap(line -> Stream.of(line.split(",")))
        .map(hex -> hex.replace(" ", ""));
  }

  @ParameterizedTest
  @MethodSource("spellings")
  void otherSpellingsAreReadAlike(String value) {
    assertAsPlain(HexFormat.of().parseHex("a26161" + value + "6162" + "00"), value);
    assertAsPlain(HexFormat.of().parseHex("a16161" + "81" + value), value + " in an array");
    assertAsPlain(HexFormat.of().parseHex("a16161" + "a16162" + value), value + " in a map");
  }

  /** A part of a type is a level, too. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "00",
        "d81b826474696d6500",
        "d81b83686461746574696d650005",
        "c4822105",
        "d86400",
        "d82550000102030405060708090a0b0c0d0e0f",
        "d903e9a201002800"
      })
  void depthIsBoundedAlike(String hex) {
    for (int levels = 997; levels <= 1002; levels++) {
      String bytes = "a16161" + "81".repeat(levels) + hex;
      assertAsPlain(HexFormat.of().parseHex(bytes), levels + " levels");
    }
  }

  @Test
  void aCellBehindTheLastOneIsNone() {
    Document document = decoder.decode(encoder.encode(Document.of("a", new Value.Int32(1))));
    assertThatThrownBy(() -> document.value(1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> document.value(-1)).isInstanceOf(IndexOutOfBoundsException.class);
  }
}
