package io.godwit.common.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class MovedFromTest {

  @Test
  void allPlacesBeforeAreKnown() {
    RecordHeaders headers = new RecordHeaders();
    assertThat(MovedFrom.offsets(headers)).isEmpty();
    MovedFrom.note(headers, 7);
    MovedFrom.note(headers, 12);
    assertThat(MovedFrom.offsets(headers)).containsExactly(7L, 12L);
    assertThat(headers.headers(MovedFrom.HEADER)).hasSize(1);
  }

  /** Anybody may write to a topic. */
  @Test
  void whatIsNoPlaceIsNone() {
    for (String text : new String[] {"", "x", "1,x", "-1", "9999999999999999999"}) {
      RecordHeaders headers = new RecordHeaders();
      headers.add(MovedFrom.HEADER, text.getBytes(UTF_8));
      assertThat(MovedFrom.offsets(headers)).as(text).isEmpty();
    }
    RecordHeaders nothing = new RecordHeaders();
    nothing.add(MovedFrom.HEADER, null);
    assertThat(MovedFrom.offsets(nothing)).isEmpty();
  }
}
