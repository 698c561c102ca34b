package io.godwit.common.spec.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which units a pattern stands for. */
class UnitPatternTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "orders.csv, orders.csv, true",
        "orders.csv, ordersxcsv, false",
        "orders.csv, Orders.csv, false",
        "*, anything at all, true",
        "*, \"\", true",
        "form_*, form_, true",
        "form_*, a form_1, false",
        "*a*b, xaxbxb, true",
        "*a*b, xaxbxc, false",
        "**, x, true",
        "p?ople, people, true",
        "p?ople, pople, false",
        "a?, a, false",
        "a*, b, false",
        "[ab], a, false",
        "[ab], [ab], true",
        "Ä*ß, Änderung groß, true"
      })
  void aPatternStandsForUnits(String pattern, String unit, boolean matches) {
    assertThat(new UnitPattern(pattern).matches(unit)).isEqualTo(matches);
  }
}
