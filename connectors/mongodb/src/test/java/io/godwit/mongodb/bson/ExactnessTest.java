package io.godwit.mongodb.bson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.longs;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import io.godwit.mongodb.Emulator;
import io.godwit.testkit.contract.OpenSink;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.bson.types.Decimal128;
import org.junit.jupiter.api.Test;

class ExactnessTest {

  @Test
  void anyDocumentIsReadBackAsItWas() {
    qt().withExamples(2_000)
        .forAll(longs().all())
        .check(seed -> {
          Document document = new RandomValues(seed).document();
          return Decoded.document(encoded(document)).equals(document);
        });
  }

  @Test
  void theServerHoldsTheSameBytes() throws Exception {
    List<DataRecord> batch =
        LongStream.range(0, 500)
            .mapToObj(seed -> identified(seed, RandomValues.forEmulator(seed).document()))
            .map(Emulator::record)
            .toList();
    try (Emulator emulator = new Emulator();
        OpenSink sink = emulator.open("c", "_id")) {
      assertThat(sink.write(batch)).containsOnly(Outcome.Written.WRITTEN);
      for (DataRecord record : batch) {
        RawBsonDocument sent = encoded(record.fields());
        RawBsonDocument held =
            emulator.collection("c").find(new BsonDocument("_id", sent.get("_id"))).first();
        assertThat(held).isEqualTo(sent);
      }
    }
  }

  @Test
  void decimalsOfTheWholeRangeKeepTheirScale() throws Exception {
    for (String text :
        List.of(
            "1.00", "-0.0", "9999999999999999999999999999999999E+6111", "-1E-6176", "0E+6111")) {
      RawBsonDocument document = encoded(Document.of("d", new Value.Decimal(new BigDecimal(text))));
      assertThat(document.getDecimal128("d").getValue().bigDecimalValue())
          .isEqualTo(new BigDecimal(text));
    }
    Decimal128 odd = Decimal128.NaN;
    RawBsonDocument document =
        encoded(Document.of("d", new Value.Decimal128(odd.getHigh(), odd.getLow())));
    assertThat(document.getDecimal128("d").getValue()).isEqualTo(odd);
  }

  @Test
  void whatBsonCannotHoldFailsAloneAndNamesTheField() throws Exception {
    Map<Value, ErrorCode> unfit =
        Map.ofEntries(
            Map.entry(time("2026-11-21T22:05:00.000001Z"), ErrorCode.TARGET_TYPE),
            Map.entry(new Value.Timestamp(Instant.MAX), ErrorCode.TARGET_TYPE),
            Map.entry(new Value.Date(LocalDate.EPOCH), ErrorCode.TARGET_TYPE),
            Map.entry(new Value.Time(LocalTime.NOON), ErrorCode.TARGET_TYPE),
            Map.entry(new Value.LocalTimestamp(LocalDateTime.MIN), ErrorCode.TARGET_TYPE),
            Map.entry(decimal("1E+6112"), ErrorCode.TARGET_TYPE),
            Map.entry(decimal("1E-6177"), ErrorCode.TARGET_TYPE),
            Map.entry(decimal("1".repeat(35)), ErrorCode.TARGET_TYPE),
            Map.entry(new Value.Text("\uD83E"), ErrorCode.TARGET_TYPE),
            Map.entry(new Value.Text("x".repeat(4_095) + "\uD83Ey"), ErrorCode.TARGET_TYPE),
            Map.entry(new Value.Text("\uDD85"), ErrorCode.TARGET_TYPE),
            Map.entry(new Value.Regex("a\0b", ""), ErrorCode.TARGET_TYPE),
            Map.entry(nested(110), ErrorCode.TARGET_REFUSED));
    for (Map.Entry<Value, ErrorCode> one : unfit.entrySet()) {
      Failure failure = failure(Document.of("outer", new Value.Array(List.of(one.getKey()))));
      assertThat(failure.code()).as(one.getKey().toString()).isEqualTo(one.getValue());
      assertThat(failure.column().orElse("")).startsWith("outer.0");
    }
    assertThat(failure(Document.of("$set", new Value.Int32(1))).code())
        .isEqualTo(ErrorCode.TARGET_REFUSED);
    assertThat(failure(Document.of("a\0", new Value.Int32(1))).code())
        .isEqualTo(ErrorCode.TARGET_TYPE);
  }

  @Test
  void aDocumentIsMeasuredToTheByte() throws Exception {
    // Length and end, type, name and its zero; the text's length and zero.
    int around = 4 + 1 + (1 + 1 + 1) + (4 + 1);
    String longest = "x".repeat(BsonBuffer.LARGEST_DOCUMENT - around);
    Document fits = Document.of("t", new Value.Text(longest));

    assertThat(encoded(fits).getByteBuffer().remaining()).isEqualTo(BsonBuffer.LARGEST_DOCUMENT);
    assertThat(failure(Document.of("t", new Value.Text(longest + "x"))).code())
        .isEqualTo(ErrorCode.TARGET_TOO_LONG);
  }

  private static Value time(String text) {
    return new Value.Timestamp(Instant.parse(text));
  }

  private static Value decimal(String text) {
    return new Value.Decimal(new BigDecimal(text));
  }

  private static Value nested(int depth) {
    Value value = Value.Null.NULL;
    for (int i = 0; i < depth; i++) {
      value = new Value.Nested(Document.of("n", value));
    }
    return value;
  }

  private static Document identified(long id, Document document) {
    Document with = Document.of("_id", new Value.Int64(id));
    for (int i = 0; i < document.size(); i++) {
      with = with.with(document.name(i), document.value(i));
    }
    return with;
  }

  private static RawBsonDocument encoded(Document document) {
    BsonBuffer buffer = new BsonBuffer();
    try {
      new BsonEncoder(buffer).document(document);
    } catch (UnwritableRecord e) {
      throw new AssertionError(e.failure().toString(), e);
    }
    return buffer.view(0, buffer.length());
  }

  private static Failure failure(Document document) {
    try {
      new BsonEncoder(new BsonBuffer()).document(document);
    } catch (UnwritableRecord e) {
      return e.failure();
    }
    throw new AssertionError("BSON holds " + document);
  }
}
