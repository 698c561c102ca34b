package io.godwit.mongodb.bson;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import io.godwit.common.wire.cbor.DocumentDecoder;
import io.godwit.common.wire.cbor.DocumentEncoder;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A document goes to MongoDB in the same bytes, whatever it is kept as. */
class BareFieldTest {

  private static String bson(Document document) {
    BsonBuffer out = new BsonBuffer();
    try {
      new BsonEncoder(out).document(document);
      ByteBuffer written = out.view(0, out.length()).getByteBuffer().asNIO();
      byte[] bytes = new byte[written.remaining()];
      written.get(bytes);
      return HexFormat.of().formatHex(bytes);
    } catch (UnwritableRecord e) {
      return e.getMessage() + e.failure();
    }
  }

  private static Document packed(Document document) {
    return new DocumentDecoder().decode(new DocumentEncoder().encode(document));
  }

  @Test
  void packedDocumentsAreWrittenAsOthers() {
    for (long seed = 0; seed < 500; seed++) {
      Document document = new RandomValues(seed).document();
      assertThat(bson(packed(document))).as("seed %s", seed).isEqualTo(bson(document));
    }
  }

  @Test
  void timesAtTheEdgeAreWrittenExactlyOrRefused() {
    List<Long> seconds = new ArrayList<>(List.of(0L, -1L));
    for (long edge : new long[] {1L << 40, 1L << 52}) {
      seconds.addAll(List.of(edge - 1, edge, -edge, 1 - edge));
    }
    for (long second : seconds) {
      for (int nano : new int[] {0, 1, 999_999, 1_000_000, 999_000_000, 999_999_999}) {
        String written =
            bson(
                packed(Document.of("t", new Value.Timestamp(Instant.ofEpochSecond(second, nano)))));
        if (nano % 1_000_000 == 0) {
          long millis = second * 1_000 + nano / 1_000_000;
          assertThat(written)
              .isEqualTo("10000000097400%016x00".formatted(Long.reverseBytes(millis)));
        } else {
          assertThat(written).contains("milliseconds of 64 bits");
        }
      }
    }
  }

  @Test
  void aNameThatBsonCannotHoldIsRefusedAlike() {
    Document document = Document.of("a\u0000b", new Value.Int32(1));
    assertThat(bson(packed(document))).isEqualTo(bson(document)).contains("NUL");
  }

  @Test
  void whatHasATypeIsTakenBare() {
    Document document =
        packed(
            Document.of("text", new Value.Text("é\u0000"))
                .with("day", new Value.Timestamp(Instant.EPOCH))
                .with("fine", new Value.Timestamp(Instant.ofEpochSecond(0, 1))));
    BareField bare = new BareField();
    assertThat(bare.note(document, 0)).isEqualTo(BareField.STRING);
    assertThat(bare.note(document, 1)).isEqualTo(BareField.DATE);
    assertThat(bare.number()).isZero();
    assertThat(bare.note(document, 2)).isEqualTo(BareField.NOT_BARE);
  }
}
