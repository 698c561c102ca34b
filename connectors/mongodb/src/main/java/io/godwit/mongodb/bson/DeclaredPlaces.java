package io.godwit.mongodb.bson;

import io.godwit.common.model.schema.Field;
import io.godwit.common.model.schema.Type;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Which declared types have no place in a document, or not for each of their values. */
public final class DeclaredPlaces {

  /** What a decimal128 keeps. */
  private static final int MOST_DIGITS = 34;

  private DeclaredPlaces() {}

  /** What a person should know of fields before records are written, a sentence each. */
  public static List<String> cautions(List<Field> declared) {
    return declared.stream()
        .flatMap(field ->
            lack(field.type())
                .map(lack ->
                    "records have %s in %s, and BSON %s"
                        .formatted(field.type().text(), field.name(), lack))
                .stream())
        .toList();
  }

  private static Optional<String> lack(Type type) {
    return switch (type) {
      case Type.Day ignored -> Optional.of(none("a date"));
      case Type.Clock ignored -> Optional.of(none("a time of day"));
      case Type.Stamp(boolean zoned) ->
          zoned ? Optional.empty() : Optional.of(none("a date and time of no zone"));
      case Type.Exact(OptionalInt digits, int ignored) ->
          digits.orElse(0) > MOST_DIGITS
              ? Optional.of("keeps " + MOST_DIGITS + " digits of a decimal: one of more fails")
              : Optional.empty();
      case Type.ArrayOf(Type of) -> lack(of);
      case Type.Chars ignored -> Optional.empty();
      case Type.Bool ignored -> Optional.empty();
      case Type.Whole ignored -> Optional.empty();
      case Type.Floating ignored -> Optional.empty();
      case Type.Bytes ignored -> Optional.empty();
      case Type.Uuid ignored -> Optional.empty();
      case Type.ObjectId ignored -> Optional.empty();
      case Type.Json ignored -> Optional.empty();
      case Type.Nested ignored -> Optional.empty();
      case Type.Foreign ignored -> Optional.empty();
    };
  }

  private static String none(String what) {
    return "has no type for "
        + what
        + ": where it is not null, the record fails; cast it to text, or to a timestamp with an"
        + " offset";
  }
}
