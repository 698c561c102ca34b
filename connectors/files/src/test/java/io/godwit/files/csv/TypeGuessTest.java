package io.godwit.files.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.schema.FieldType;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person is shown of a column from a sample of it. */
class TypeGuessTest {

  private static FieldType guess(String... values) {
    List<Document> sample =
        Arrays.stream(values)
            .map(value ->
                Document.of("c", value.isEmpty() ? Value.Null.NULL : new Value.Text(value)))
            .toList();
    return TypeGuess.of(List.of("c"), Map.of(), sample).getOrDefault("c", FieldType.UUID);
  }

  @ParameterizedTest
  @CsvSource({
    "1, -20, INTEGER",
    "1, 2.5, DECIMAL",
    "0.5, -0.25, DECIMAL",
    "2026-11-27, 2024-02-29, DATE",
    "22:10:00, 01:02:03, TIME",
    "true, false, BOOLEAN",
    "01234567-89ab-cdef-0123-456789abcdef, 01234567-89ab-cdef-0123-456789abcdef, UUID",
    "0049, 1, TEXT",
    "1e5, 2, TEXT",
    "+1, 2, TEXT",
    "1, x, TEXT",
    "2026-11-27, 2026-11-31, TEXT",
  })
  void allValuesOfTheSampleHaveTheType(String one, String other, FieldType type) {
    assertThat(guess(one, other)).isEqualTo(type);
  }

  @Test
  void whatIsMissingSaysNothing() {
    assertThat(guess("1", "", "2")).isEqualTo(FieldType.INTEGER);
    assertThat(guess("", "")).isEqualTo(FieldType.TEXT);
    assertThat(guess()).isEqualTo(FieldType.TEXT);
  }

  @Test
  void whatIsDeclaredIsNotGuessed() {
    assertThat(
            TypeGuess.of(
                List.of("c", "d"),
                Map.of("c", FieldType.TEXT),
                List.of(Document.of("c", new Value.Text("1")).with("d", new Value.Text("1")))))
        .isEqualTo(Map.of("c", FieldType.TEXT, "d", FieldType.INTEGER));
  }
}
