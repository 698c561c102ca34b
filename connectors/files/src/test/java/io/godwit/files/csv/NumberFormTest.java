package io.godwit.files.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * 1.234 is a thousand or one and a bit: no text is read as another number than its writer meant.
 */
class NumberFormTest {

  private static final NumberForm GERMAN = new NumberForm(',', Optional.of('.'));
  private static final NumberForm ENGLISH = new NumberForm('.', Optional.of(','));
  private static final NumberForm COMMA = new NumberForm(',', Optional.empty());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1.234,56 | 1234.56",
        "1234,56 | 1234.56",
        "-1.234.567,8 | -1234567.8",
        "+12 | +12",
        "0,5 | 0.5",
        "123.456 | 123456",
      })
  void groupsAndDecimalsAreTakenForWhatTheyAre(String text, String plain) {
    assertThat(GERMAN.plain(text)).contains(plain);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.5",
        "1.2345",
        "12.34",
        ".123",
        "1234.567",
        "1.234.56",
        "1..234",
        "-.123",
        "1,2,3",
        "1,234.567",
        "1.234."
      })
  void aGroupHasThreeDigitsAndStandsBeforeTheDecimals(String text) {
    assertThat(GERMAN.plain(text)).isEmpty();
  }

  @Test
  void thePointIsForeignWhereItIsNeitherDecimalNorGroup() {
    assertThat(COMMA.plain("1.5")).isEmpty();
    assertThat(COMMA.plain("1,5")).contains("1.5");
    assertThat(ENGLISH.plain("1,234.5")).contains("1234.5");
    assertThat(ENGLISH.plain("1,5")).isEmpty();
  }

  @Test
  void onlyThatOfProgramsIsPlainAndTheRuleNamesTheOthers() {
    assertThat(new NumberForm('.', Optional.empty()).isPlain()).isTrue();
    assertThat(ENGLISH.isPlain()).isFalse();
    assertThat(COMMA.isPlain()).isFalse();
    assertThat(GERMAN.rule()).contains("',' before its decimals", "'.' between groups");
    assertThat(COMMA.rule()).doesNotContain("groups");
  }
}
