package io.godwit.files.csv;

import io.godwit.common.model.schema.FieldType;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What undeclared columns seem to hold. Only shown to a person: reading never guesses, since the
 * row after the sample may say otherwise.
 */
final class TypeGuess {

  /** In the order of preference. */
  private static final List<FieldType> CANDIDATES =
      List.of(
          FieldType.INTEGER,
          FieldType.DECIMAL,
          FieldType.DATE,
          FieldType.TIME,
          FieldType.TIMESTAMP,
          FieldType.DATETIME,
          FieldType.UUID,
          FieldType.BOOLEAN);

  private TypeGuess() {}

  /** The declared type of a column, or one that all its values in the sample have, or text. */
  static Map<String, FieldType> of(
      List<String> columns, Map<String, FieldType> declared, List<Document> sample) {
    Map<String, FieldType> types = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      FieldType known = declared.get(columns.get(i));
      types.put(columns.get(i), known != null ? known : guess(i, sample));
    }
    return types;
  }

  private static FieldType guess(int column, List<Document> sample) {
    Set<FieldType> possible = EnumSet.copyOf(CANDIDATES);
    boolean seen = false;
    for (Document row : sample) {
      if (row.value(column) instanceof Value.Text(String text)) {
        seen = true;
        possible.removeIf(type -> !fits(type, text));
      }
    }
    return CANDIDATES.stream()
        .filter(possible::contains)
        .findFirst()
        .filter(seen ? type -> true : type -> false)
        .orElse(FieldType.TEXT);
  }

  private static boolean fits(FieldType type, String text) {
    boolean number = type == FieldType.INTEGER || type == FieldType.DECIMAL;
    if (number && !looksCounted(text)) {
      return false;
    }
    try {
      type.parse(text);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Texts such as 0049 or 1e5 are rarely meant as numbers, though they could be read as such. */
  private static boolean looksCounted(String text) {
    String digits = text.startsWith("-") ? text.substring(1) : text;
    boolean padded = digits.length() > 1 && digits.startsWith("0") && !digits.startsWith("0.");
    return !padded && digits.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
  }
}
