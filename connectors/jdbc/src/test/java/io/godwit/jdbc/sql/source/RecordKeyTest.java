package io.godwit.jdbc.sql.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.value.Key;
import io.godwit.common.model.value.Value;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecordKeyTest {

  private static final List<Value> ROW =
      List.of(new Value.Text(""), new Value.Int32(7), Value.Null.NULL, new Value.Text("a/b"));

  private static Optional<Key> of(String... key) {
    return RecordKey.of(List.of(key), List.of("empty", "n", "nothing", "text"))
        .of(ROW::get, "row 9");
  }

  @Test
  void itIsMadeOfTheValuesInTheOrderOfTheJob() {
    assertThat(of("text", "n")).contains(new Key("a\\/b/7"));
    assertThat(of("n")).contains(new Key("7"));
  }

  @Test
  void theEmptyTextIsAKeyAndNullIsNone() {
    assertThat(of("empty")).contains(new Key("''"));
    assertThat(of("empty", "n")).contains(new Key("/7"));
    assertThat(of("n", "nothing")).isEmpty();
  }

  @Test
  void withoutAKeyItIsWhereTheRowIs() {
    assertThat(of()).contains(new Key("row 9"));
  }
}
