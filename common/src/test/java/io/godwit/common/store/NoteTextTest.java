package io.godwit.common.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class NoteTextTest {

  @Test
  void anyTextComesBackFromPrintableAscii() {
    for (String text :
        List.of(
            "", " ", "%", "%41", "50 %", " a b ", "a\r\nb", "ünï😀", "\u0000\u007f", "a  b", "~")) {
      String escaped = NoteText.escaped(text);
      assertThat(escaped).matches("[!-~]([ -~]*[!-~])?");
      assertThat(NoteText.read(escaped)).isEqualTo(text);
    }
    assertThat(NoteText.escaped("2026-11-28T10:00:00Z a/b")).isEqualTo("2026-11-28T10:00:00Z a/b");
  }

  @Test
  void whatAnotherHasWrittenIsTakenAsItIs() {
    for (String text : List.of("100%", "%zz", "%4", "a%", "%%", "%+1")) {
      assertThat(NoteText.read(text)).isEqualTo(text);
    }
  }

  @Test
  void theMarkIsANoteThatNobodyElseCanWrite() {
    Map<String, String> notes = Map.of(PutTerms.MARK, "m");
    assertThatThrownBy(() -> new PutTerms(false, Optional.empty(), Optional.empty(), notes))
        .hasMessageContaining(PutTerms.MARK);
    assertThatThrownBy(
            () -> new PutTerms(false, Optional.empty(), Optional.empty(), Map.of("1x", "")))
        .hasMessageContaining("1x");
    ObjectFacts facts = new ObjectFacts("a", 1, Instant.EPOCH, "v", Optional.empty(), notes);
    assertThat(facts.mark()).hasValue("m");
  }
}
