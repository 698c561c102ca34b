package io.godwit.common.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.Document;
import io.godwit.common.model.Value;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DocumentCodecTest {

  private final DocumentEncoder encoder = new DocumentEncoder();
  private final DocumentDecoder decoder = new DocumentDecoder();

  @Test
  void anyDocumentSurvives() {
    for (long seed = 0; seed < 5_000; seed++) {
      Document document = new AnyValue(seed).document(3);
      assertThat(decoder.decode(encoder.encode(document))).as("seed %s", seed).isEqualTo(document);
    }
  }

  @Test
  void theTwoIntegersStayApart() {
    for (long l :
        new long[] {0, 1, -1, 23, 24, 255, 65_536, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
      Document document = Document.of("a", new Value.Int32((int) l)).with("b", new Value.Int64(l));
      assertThat(decoder.decode(encoder.encode(document))).isEqualTo(document);
    }
  }

  @Test
  void recordsOfOneKindShareTheirNames() {
    byte[] bytes = encoder.encode(Document.of("a", Value.Null.NULL));
    assertThat(decoder.decode(bytes).name(0)).isSameAs(decoder.decode(bytes).name(0));
  }

  @Test
  void foreignBytesAreRefused() {
    assertThatThrownBy(() -> decoder.decode("{}".getBytes(StandardCharsets.US_ASCII)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
