package io.godwit.jdbc.sql.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import org.junit.jupiter.api.Test;

/** A limit counts characters, and blanks are some. */
class TextFitTest {

  private static final Column THREE = Columns.of(ColumnKind.TEXT, Limits.ofLength(3));

  @Test
  void aTextIsAsLongAsItsCharacters() {
    assertThat(TextFit.length("abc", THREE)).isEmpty();
    assertThat(TextFit.length("\ud83d\udc26\ud83d\udc26\ud83d\udc26", THREE)).isEmpty();
    assertThat(TextFit.length("abcd", THREE).map(Failure::code))
        .contains(ErrorCode.TARGET_TOO_LONG);
    assertThat(TextFit.length("\ud83d\udc26abc", THREE)).isPresent();
    assertThat(TextFit.length("abc ", THREE)).as("a server would cut it").isPresent();
  }

  @Test
  void paddingIsTheServers() {
    assertThat(TextFit.length("abcd", Columns.of(ColumnKind.CHAR, Limits.ofLength(3)))).isEmpty();
    assertThat(TextFit.length("a".repeat(100_000), Columns.of(ColumnKind.TEXT))).isEmpty();
  }
}
