package io.godwit.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HeaderGuessTest {

  @Test
  void theDelimiterIsWhatTheFirstLineHasMostOf() {
    assertThat(HeaderGuess.of("a,b;c,d\n1;2;3;4;5\n"))
        .isEqualTo(new HeaderGuess(',', List.of("a", "b;c", "d")));
    assertThat(HeaderGuess.of("id;name\r\n").options()).isEqualTo(Map.of("delimiter", ";"));
    assertThat(HeaderGuess.of("id\tname").names()).containsExactly("id", "name");
    assertThat(HeaderGuess.of("id,name").options()).isEmpty();
  }

  @Test
  void quotesHideDelimitersAndLineEnds() {
    assertThat(HeaderGuess.of("\"a,\"\"b\"\"\nc\",d\n1,2").names())
        .containsExactly("a,\"b\"\nc", "d");
  }

  @Test
  void aMarkIsNoPartOfAName() {
    assertThat(HeaderGuess.of("\uFEFFid,name\n").names()).containsExactly("id", "name");
  }

  @Test
  void ofDocumentsTheNamesOfTheFirst() {
    assertThat(
            HeaderGuess.ofDocument("{\"a\":{\"b\":1},\"c\":[{\"d\":2}],\"e\":3}{\"f\":1}").names())
        .containsExactly("a", "c", "e");
    assertThat(HeaderGuess.ofDocument("[{\"a\":1,\"b\":true").names()).containsExactly("a", "b");
    assertThat(HeaderGuess.ofDocument("no JSON").names()).isEmpty();
  }

  @Test
  void oneFieldIsOneField() {
    assertThat(HeaderGuess.of("id\n1\n").names()).containsExactly("id");
    assertThat(HeaderGuess.of("").names()).containsExactly("");
  }
}
