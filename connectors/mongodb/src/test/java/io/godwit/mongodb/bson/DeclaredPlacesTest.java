package io.godwit.mongodb.bson;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.schema.Field;
import io.godwit.common.model.schema.Knowledge;
import io.godwit.common.model.schema.Type;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class DeclaredPlacesTest {

  private static List<String> cautions(Type... types) {
    return DeclaredPlaces.cautions(
        Arrays.stream(types).map(type -> new Field("f", type, Knowledge.DECLARED, false)).toList());
  }

  @Test
  void whatBsonHasNoTypeForIsTold() {
    assertThat(
            cautions(
                new Type.Day(),
                new Type.Clock(),
                new Type.Stamp(false),
                new Type.ArrayOf(new Type.Day()),
                new Type.Exact(OptionalInt.of(35), 2)))
        .satisfiesExactly(
            line -> assertThat(line).contains("date in f", "no type for a date:", "cast it"),
            line -> assertThat(line).contains("a time of day"),
            line -> assertThat(line).contains("a date and time of no zone"),
            line -> assertThat(line).contains("array of date in f"),
            line -> assertThat(line).contains("keeps 34 digits"));
  }

  @Test
  void nothingIsToldOfWhatHasAPlace() {
    assertThat(
            cautions(
                new Type.Stamp(true),
                new Type.Exact(OptionalInt.of(34), 2),
                new Type.Exact(),
                new Type.Whole(64),
                new Type.ArrayOf(new Type.Uuid())))
        .isEmpty();
  }
}
