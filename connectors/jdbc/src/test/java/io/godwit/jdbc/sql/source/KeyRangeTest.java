package io.godwit.jdbc.sql.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.lists;
import static org.quicktheories.generators.SourceDSL.strings;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeyRangeTest {

  @Test
  void theEndsOfAWatermarkGoAlong() {
    for (KeyRange.Grown grown :
        List.of(
            new KeyRange.Grown(Optional.of("2026-01-01 00:00:00+00"), Optional.of("-7.5")),
            new KeyRange.Grown(Optional.empty(), Optional.of("1")),
            new KeyRange.Grown(Optional.empty(), Optional.empty()))) {
      KeyRange range =
          new KeyRange(Optional.of(List.of("#@")), Optional.empty(), "0a1b", Optional.of(grown));
      assertThat(KeyRange.parse(range.text())).isEqualTo(range);
    }
    assertThat(
            new KeyRange(
                    Optional.empty(),
                    Optional.empty(),
                    "0a1b",
                    Optional.of(new KeyRange.Grown(Optional.of("1"), Optional.of("2"))))
                .text())
        .isEqualTo("(.., ..)#0a1b@1|2");
  }

  @Test
  void aPersonCanReadIt() {
    KeyRange range =
        new KeyRange(Optional.of(List.of("1", "a b")), Optional.of(List.of("2", "é")), "0a1b");
    assertThat(range.text()).isEqualTo("(1|a b, 2|é]#0a1b");
    assertThat(KeyRange.whole("0a1b").text()).isEqualTo("(.., ..)#0a1b");
  }

  @Test
  void whateverAKeyHoldsComesBack() {
    List<String> odd =
        List.of("", "..", ".", "|", ", ", "\\", "\\e", "\n\r\t\u0001\u007f", "]#", "(", "a.b");
    KeyRange range = new KeyRange(Optional.of(odd), Optional.of(List.of("..")), "ff");
    assertThat(KeyRange.parse(range.text())).isEqualTo(range);
    assertThat(range.text()).doesNotContain("\n").doesNotContain("\u0001");
    qt().forAll(
            lists()
                .of(strings().basicMultilingualPlaneAlphabet().ofLengthBetween(0, 5))
                .ofSizeBetween(1, 4),
            lists().of(strings().ascii().ofLengthBetween(0, 5)).ofSizeBetween(1, 4))
        .checkAssert((from, to) -> {
          KeyRange any = new KeyRange(Optional.of(from), Optional.of(to), "12ab");
          assertThat(KeyRange.parse(any.text())).isEqualTo(any);
          assertThat(EscapedTexts.split(EscapedTexts.join(to))).isEqualTo(to);
        });
  }

  @Test
  void anotherTextIsNone() {
    assertThatThrownBy(() -> KeyRange.parse("0-10@2#abc")).hasMessageContaining("(key, key]#mark");
  }
}
