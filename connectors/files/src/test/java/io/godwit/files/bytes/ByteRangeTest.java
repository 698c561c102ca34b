package io.godwit.files.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The words in which a split stands in its topic, and is read after a crash. */
class ByteRangeTest {

  @Test
  void aRangeIsReadAsItWasWritten() {
    for (long offset : new long[] {0, 1, Integer.MAX_VALUE, 1L << 50}) {
      ByteRange range = new ByteRange(new FilePlace(offset, offset / 2 + 1), offset + 7);
      assertThat(ByteRange.parse(range.text())).isEqualTo(range);
    }
    assertThat(new ByteRange(new FilePlace(3, 2), 9).text()).isEqualTo("3-9@2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "3", "3-9", "3@2", "@2-9", "3-9@", "a-9@2", "3-@2", "-9@2"})
  void whatIsNoRangeIsRefused(String text) {
    assertThatThrownBy(() -> ByteRange.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
