package io.godwit.common.wire.cbor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.cbor.CBORMapper;

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

  /** The oracle is another CBOR reader: topics are for any tool. */
  @Test
  void anotherReaderReadsTheSame() {
    Document document =
        Document.of("id", new Value.Int64(-7))
            .with("small", new Value.Int32(300))
            .with("name", new Value.Text("na\u00efve \uD83D\uDC26"))
            .with("price", new Value.Decimal(new BigDecimal("-12.50")))
            .with("ratio", new Value.Float64(0.1))
            .with("none", Value.Null.NULL)
            .with("tags", new Value.Array(List.of(new Value.Bool(true), new Value.Text(""))))
            .with("at", new Value.Nested(Document.of("bytes", new Value.Binary(new byte[] {1}))));

    JsonNode read = new CBORMapper().readTree(encoder.encode(document));

    assertThat(read.get("id").longValue()).isEqualTo(-7);
    assertThat(read.get("small").intValue()).isEqualTo(300);
    assertThat(read.get("name").stringValue()).isEqualTo("na\u00efve \uD83D\uDC26");
    assertThat(read.get("price").decimalValue()).isEqualTo(new BigDecimal("-12.50"));
    assertThat(read.get("ratio").doubleValue()).isEqualTo(0.1);
    assertThat(read.get("none").isNull()).isTrue();
    assertThat(read.get("tags")).hasSize(2);
    assertThat(read.get("at").get("bytes").binaryValue()).containsExactly(1);
  }
}
