package io.godwit.common.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whose rows are meant. */
class ForgetWishTest {

  private static final List<List<String>> UNNAMED = List.of(List.of(), List.of());

  private static Document row(String one, Value value, String other, Value second) {
    return Document.of(Map.of(one, value)).with(other, second);
  }

  @Test
  void aRowIsToldByTheColumnsOfAKey() {
    Document row = row("a", new Value.Text("x/y"), "b", new Value.Int32(7));
    List<List<String>> keys = List.of(List.of("c"), List.of("b", "a"));
    assertThat(new ForgetWish("7/x\\/y", Optional.empty()).meansRow(row, keys)).isTrue();
    assertThat(new ForgetWish("7", Optional.empty()).meansRow(row, keys)).isFalse();
    assertThat(new ForgetWish("7/x/y", Optional.empty()).meansRow(row, keys)).isFalse();
  }

  @Test
  void whereNoPlaceNamesAKeyAnyColumnTells() {
    Document row = row("a", new Value.Text("x/y"), "b", new Value.Text(""));
    assertThat(new ForgetWish("x\\/y", Optional.empty()).meansRow(row, UNNAMED)).isTrue();
    assertThat(new ForgetWish("x", Optional.empty()).meansRow(row, UNNAMED)).isFalse();
    assertThat(new ForgetWish("x\\/y", Optional.empty()).meansRow(row, List.of(List.of("b"))))
        .isFalse();
  }
}
