package io.godwit.common.model.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How types are told to people, and which word of a job file says the same. */
class TypeTest {

  @ParameterizedTest
  @EnumSource(FieldType.class)
  void whatAJobDeclaresIsCalledByItsWord(FieldType declared) {
    assertThat(Type.of(declared).declared()).contains(declared);
    assertThat(Type.of(declared).text()).isEqualTo(declared.id());
  }

  @Test
  void limitsAreShown() {
    assertThat(
            List.of(
                new Type.Chars(OptionalInt.of(40)).text(),
                new Type.Exact(OptionalInt.of(10), 2).text(),
                new Type.Bytes(OptionalInt.empty()).text(),
                new Type.Whole(64, false).text(),
                new Type.Floating(32).text(),
                new Type.ArrayOf(new Type.Chars()).text(),
                new Type.Foreign("postgresql", "interval").text()))
        .containsExactly(
            "text(40)",
            "decimal(10,2)",
            "bytes",
            "integer without sign",
            "float",
            "array of text",
            "interval of postgresql");
  }

  @Test
  void aWholeNumberIsShortWhereEachOfItFits32Bits() {
    assertThat(new Type.Whole(16).declared()).contains(FieldType.INT32);
    assertThat(new Type.Whole(24, false).declared()).contains(FieldType.INT32);
    assertThat(new Type.Whole(32, false).declared()).contains(FieldType.INTEGER);
    assertThat(new Type.Nested().declared()).isEmpty();
  }
}
