package io.godwit.common.wire.cbor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class NameTableTest {

  private final NameTable names = new NameTable();

  private String find(String name) {
    byte[] bytes = ("<" + name + ">").getBytes(StandardCharsets.UTF_8);
    return names.find(bytes, 1, bytes.length - 1, new CborReader(bytes));
  }

  @Test
  void aNameThatComesAgainIsTheSameObject() {
    String first = find("straße");
    assertThat(first).isEqualTo("straße");
    assertThat(find("straße")).isSameAs(first);
    assertThat(find("strasse")).isEqualTo("strasse");
    assertThat(find("")).isEmpty();
  }

  @Test
  void whateverOtherNamesComeNoneIsTakenForAnother() {
    // Many more than there are places.
    for (int round = 0; round < 2; round++) {
      assertThat(IntStream.range(0, 5_000).mapToObj(i -> "name " + i))
          .allSatisfy(name -> assertThat(find(name)).isEqualTo(name));
    }
  }

  @Test
  void aLongNameIsNotKept() {
    String kept = "k".repeat(64);
    assertThat(find(kept)).isSameAs(find(kept));
    String longer = "k".repeat(65);
    assertThat(find(longer)).isEqualTo(longer).isNotSameAs(find(longer));
  }
}
