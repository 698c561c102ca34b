package io.godwit.jdbc.postgresql.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresSourceTest {

  /** An operator is no parameter, and what stands in quotes or comments is left as it is. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "a = 1; a = 1",
        "j ? 'x'; j ?? 'x'",
        "?; ??",
        "j ?| array['a?'] and k ?& b; j ??| array['a?'] and k ??& b",
        "a = '?' and \"b?\" = 'it''s ?' and c ? d; a = '?' and \"b?\" = 'it''s ?' and c ?? d",
        "a -- ? not this; a -- ? not this",
        "a /* ? /* ? */ ? */ ? b; a /* ? /* ? */ ? */ ?? b",
        "a = $$ ? $$ or b = $x$ ?$$ $x$ ? c; a = $$ ? $$ or b = $x$ ?$$ $x$ ?? c",
        "a - 1 / 2 ? b; a - 1 / 2 ?? b",
      })
  void aConditionHoldsNoParameter(String written, String sent) {
    assertThat(new PostgresSource().withoutParameters(written)).isEqualTo(sent);
  }
}
