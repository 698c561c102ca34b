package io.godwit.files.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A text stands for null where it is one of the job's, to the byte. */
class NullTextsTest {

  private final NullTexts texts = new NullTexts(List.of("NULL", "\\N", "n/a", "-", "\u00fc"));

  private boolean isNull(String field) {
    byte[] bytes = ("x" + field + "NULL").getBytes(StandardCharsets.UTF_8);
    int end = bytes.length - 4;
    return texts.contain(bytes, 1, end);
  }

  @Test
  void eachTextOfTheJobIsNull() {
    assertThat(List.of("NULL", "\\N", "n/a", "-", "\u00fc")).allMatch(this::isNull);
  }

  @Test
  void whatOnlyLooksLikeItIsAText() {
    assertThat(List.of("", "null", "NULL ", " NULL", "NUL", "NULLS", "--", "N", "u"))
        .noneMatch(this::isNull);
  }

  @Test
  void anEmptyFieldIsNullOnlyWhereTheJobSaysSo() {
    assertThat(new NullTexts(List.of("")).contain(new byte[0], 0, 0)).isTrue();
    assertThat(new NullTexts(List.of()).contain(new byte[0], 0, 0)).isFalse();
  }
}
