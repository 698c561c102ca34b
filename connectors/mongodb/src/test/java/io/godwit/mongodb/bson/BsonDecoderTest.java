package io.godwit.mongodb.bson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.longs;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.folding.Folding;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Key;
import io.godwit.common.model.value.Value;
import io.godwit.common.wire.cbor.RowEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.bson.BsonBinaryWriter;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.io.BasicOutputBuffer;
import org.junit.jupiter.api.Test;

class BsonDecoderTest {

  /** All types and their extremes, as the driver spells them. */
  private static final String EVERYTHING =
      """
      {"_id": {"$oid": "000000000000000000000000"}, "": "empty name", "a.b": 1, "in": {"$set": {"x": 1}},
       "int": {"$numberInt": "-2147483648"}, "long": {"$numberLong": "1"},
       "double": {"$numberDouble": "-0.0"}, "inf": {"$numberDouble": "-Infinity"},
       "dec": {"$numberDecimal": "1.00"}, "decNaN": {"$numberDecimal": "NaN"},
       "decInf": {"$numberDecimal": "-Infinity"}, "decZero": {"$numberDecimal": "-0E-6176"},
       "decBig": {"$numberDecimal": "9.999999999999999999999999999999999E+6144"},
       "text": "Gr\\u00fc\\u00dfe \\ud83e\\udd85 \\u0000 \\ufffd", "none": "", "true": true, "false": false,
       "null": null, "early": {"$date": {"$numberLong": "-9223372036854775808"}},
       "late": {"$date": {"$numberLong": "9223372036854775807"}},
       "before": {"$date": {"$numberLong": "-1"}},
       "uuid": {"$binary": {"base64": "AAECAwQFBgcICQoLDA0ODw==", "subType": "04"}},
       "legacy": {"$binary": {"base64": "AAECAwQFBgcICQoLDA0ODw==", "subType": "03"}},
       "old": {"$binary": {"base64": "AAEC", "subType": "02"}},
       "short4": {"$binary": {"base64": "AAEC", "subType": "04"}},
       "own": {"$binary": {"base64": "", "subType": "80"}},
       "regex": {"$regularExpression": {"pattern": "^a/b\\\\", "options": "imsx"}},
       "array": [1, [], {}, null, [[{"a": {"$numberLong": "7"}}]]],
       "nested": {"b": 1, "a": {"": {}}},
       "ts": {"$timestamp": {"t": 4294967295, "i": 1}}, "min": {"$minKey": 1}, "max": {"$maxKey": 1},
       "code": {"$code": "f()"}, "scoped": {"$code": "f()", "$scope": {"x": 1}},
       "symbol": {"$symbol": "s"}, "undefined": {"$undefined": true},
       "pointer": {"$dbPointer": {"$ref": "a.b", "$id": {"$oid": "00112233445566778899aabb"}}},
       "deepForeign": {"a": [{"$timestamp": {"t": 1, "i": 2}}, {"$minKey": 1}]}}
      """;

  private final BsonDecoder decoder = new BsonDecoder();

  private Document decoded(byte[] bytes) throws UnreadableDocument {
    RowEncoder row = new RowEncoder();
    row.begin();
    return row.take(decoder.tell(bytes, row));
  }

  private static byte[] encoded(Document document) {
    BsonBuffer buffer = new BsonBuffer();
    try {
      new BsonEncoder(buffer).document(document);
    } catch (UnwritableRecord e) {
      throw new AssertionError(e.failure().toString(), e);
    }
    return RawValue.bytes(buffer.view(0, buffer.length()));
  }

  private static byte[] bytes(String json) {
    return RawValue.bytes(RawBsonDocument.parse(json));
  }

  private Failure failure(byte[] bytes) {
    return catchThrowableOfType(UnreadableDocument.class, () -> decoded(bytes)).failure();
  }

  @Test
  void everyTypeComesBackByteForByte() throws Exception {
    byte[] document = bytes(EVERYTHING);
    Document decoded = decoded(document);

    assertThat(encoded(decoded)).isEqualTo(document);
    assertThat(decoded.get("int")).contains(new Value.Int32(Integer.MIN_VALUE));
    assertThat(decoded.get("long")).contains(new Value.Int64(1));
    assertThat(decoded.get("ts"))
        .contains(
            new Value.Foreign("mongodb", "timestamp", new byte[] {1, 0, 0, 0, -1, -1, -1, -1}));
    assertThat(decoded.get("min")).contains(new Value.Foreign("mongodb", "minKey", new byte[0]));
    assertThat(decoded.get("absent")).isEmpty();
    assertThat(decoded.get("null")).contains(Value.Null.NULL);
  }

  @Test
  void anyDocumentComesBackByteForByte() {
    qt().withExamples(2_000)
        .forAll(longs().all())
        .check(seed -> {
          RandomValues random = new RandomValues(seed);
          byte[] document = encoded(random.document().with("foreign", random.foreign()));
          try {
            return Arrays.equals(encoded(decoded(document)), document);
          } catch (UnreadableDocument e) {
            throw new AssertionError(e.failure().toString(), e);
          }
        });
  }

  @Test
  void documentsOfOneShapeShareTheirNames() throws Exception {
    RowEncoder row = new RowEncoder();
    String[] first = decoder.tell(bytes("{\"a\": 1, \"b\": 2}"), row);
    assertThat(decoder.tell(bytes("{\"a\": 3, \"b\": \"x\"}"), row)).isSameAs(first);
    assertThat(decoder.tell(bytes("{\"a\": 3}"), row)).containsExactly("a");
    assertThat(decoder.tell(bytes("{\"a\": 3, \"c\": 1, \"d\": 1}"), row))
        .containsExactly("a", "c", "d");
    assertThat(decoder.tell(bytes("{}"), row)).isEmpty();
    assertThat(decoder.tell(bytes("{\"x\": 3}"), row)).containsExactly("x");
    assertThat(first).containsExactly("a", "b");
  }

  @Test
  void aNameThatStandsTwiceIsNamedAndNothingIsLeftAway() {
    byte[] twice = bytes("{\"a\": 1, \"b\": 2}");
    // The name's one letter, between type and zero.
    twice[12] = 'a';
    assertThat(failure(twice))
        .isEqualTo(new Failure(ErrorCode.VALUE_UNSUPPORTED, failure(twice).message(), "a"));
    assertThat(failure(twice).message()).contains("two fields of this name");

    byte[] inside = bytes("{\"o\": [{\"a\": 1, \"b\": 2}]}");
    inside[inside.length - 9] = 'a';
    assertThat(failure(inside).column()).contains("o.0.a");
  }

  @Test
  void aTextThatIsNoUtf8IsNamed() {
    byte[] bytes = bytes("{\"ok\": \"xxxxxxxxxxx\", \"o\": {\"bad\": \"abc\"}}");
    bytes[bytes.length - 4] = (byte) 0xFF;
    assertThat(failure(bytes).code()).isEqualTo(ErrorCode.TEXT_ENCODING);
    assertThat(failure(bytes).column()).contains("o.bad");
    assertThat(BsonDecoder.find(bytes, "ok")).contains(new Value.Text("xxxxxxxxxxx"));
    assertThat(BsonDecoder.find(bytes, "o")).isEmpty();
    assertThat(BsonDecoder.find(bytes, "absent")).isEmpty();
  }

  @Test
  void whatIsDeeperThanAnyServerTakesIsRefused() {
    BasicOutputBuffer out = new BasicOutputBuffer();
    try (BsonBinaryWriter writer = new BsonBinaryWriter(out)) {
      for (int i = 0; i < 250; i++) {
        writer.writeStartDocument();
        writer.writeName("n");
      }
      writer.writeInt32(1);
      for (int i = 0; i < 250; i++) {
        writer.writeEndDocument();
      }
    }
    assertThat(failure(out.toByteArray()).message()).contains("deeper than 200");
  }

  @Test
  void damageAnywhereIsAnAnswer() {
    byte[] whole = bytes(EVERYTHING);
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      byte[] spoilt = whole.clone();
      spoilt[random.nextInt(spoilt.length)] = (byte) random.nextInt();
      byte[] cut = i % 2 == 0 ? spoilt : Arrays.copyOf(spoilt, random.nextInt(spoilt.length));
      try {
        Document read = decoded(cut);
        assertThat(read.size()).isNotNegative();
      } catch (UnreadableDocument e) {
        assertThat(e.failure().message()).isNotEmpty();
      }
      Optional<RawValue> id = RawValue.find(cut, "_id");
      assertThat(id.map(RawValue::type).orElse(0)).isBetween(0, 255);
    }
  }

  @Test
  void aForeignValueThatIsNotMongoDbsIsNotWritten() {
    for (Value.Foreign bad :
        List.of(
            new Value.Foreign("postgresql", "interval", new byte[0]),
            new Value.Foreign("mongodb", "interval", new byte[0]),
            new Value.Foreign("mongodb", "timestamp", new byte[7]),
            new Value.Foreign("mongodb", "minKey", new byte[1]),
            new Value.Foreign("mongodb", "symbol", new byte[] {9, 0, 0, 0, 0}))) {
      Document document = Document.of("f", bad);
      assertThat(
              catchThrowableOfType(
                      UnwritableRecord.class,
                      () -> new BsonEncoder(new BsonBuffer()).document(document))
                  .failure()
                  .code())
          .as(bad.toString())
          .isEqualTo(ErrorCode.VALUE_UNSUPPORTED);
    }
  }

  @Test
  void aForeignValueAsAKeyIsItself() {
    Value one = Value.Null.NULL;
    for (ForeignType type : ForeignType.values()) {
      Value.Foreign empty = type.value(new byte[0]);
      Value.Foreign other = type.value(new byte[] {1});
      assertThat(ForeignType.of(empty)).contains(type);
      assertThat(Key.display(empty)).isEqualTo(type.alias() + "()");
      assertThat(Key.display(other)).isEqualTo(type.alias() + "(01)");
      assertThat(Folding.of(empty))
          .isEqualTo(Folding.of(type.value(new byte[0])))
          .isNotEqualTo(Folding.of(other))
          .isNotEqualTo(Folding.of(one));
      assertThat(empty).isEqualTo(type.value(new byte[0])).isNotEqualTo(other).isNotEqualTo(one);
      one = empty;
    }
  }

  @Test
  void aValueIsKeptAsTextToTheByte() {
    BsonDocument everything = BsonDocument.parse(EVERYTHING);
    for (String name : everything.keySet()) {
      RawValue value = RawValue.of(everything.get(name));
      assertThat(RawValue.parse(value.text())).as(name).isEqualTo(value);
      assertThat(value.read()).as(name).isEqualTo(everything.get(name));
    }
    assertThat(RawValue.of(everything.get("long")).text()).isEqualTo("{\"$numberLong\": \"1\"}");

    byte[] odd =
        RawValue.bytes(
            new RawBsonDocument(BsonDocument.parse("{\"v\": \"abc\"}"), new BsonDocumentCodec()));
    odd[odd.length - 3] = (byte) 0xFF;
    RawValue bytes = RawValue.find(odd, "v").orElseThrow();
    assertThat(bytes.text()).startsWith("bson:");
    assertThat(RawValue.parse(bytes.text())).isEqualTo(bytes);
    assertThat(RawValue.bytes(bytes.under("v"))).isEqualTo(odd);
    assertThat(new String(bytes.content(), StandardCharsets.ISO_8859_1)).contains("ab");
  }
}
