package io.godwit.files.jsonl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.godwit.common.model.Reading;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.schema.Field;
import io.godwit.common.model.schema.Inspection;
import io.godwit.common.model.schema.Knowledge;
import io.godwit.common.model.schema.Type;
import io.godwit.common.model.value.Decimal128Text;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which value each spelling becomes. */
class JsonValuesTest {

  @TempDir private Path folder;

  static Stream<Arguments> spellings() {
    return Stream.of(
        Arguments.of("true", new Value.Bool(true)),
        Arguments.of("null", Value.Null.NULL),
        Arguments.of("\"a\\u0000\\u00e9\\ud83d\\ude42\"", new Value.Text("a\0é🙂")),
        Arguments.of("2147483647", new Value.Int32(2147483647)),
        Arguments.of("2147483648", new Value.Int64(2147483648L)),
        Arguments.of("-9223372036854775808", new Value.Int64(Long.MIN_VALUE)),
        Arguments.of("9223372036854775808", decimal("9223372036854775808")),
        Arguments.of("5.5", new Value.Float64(5.5)),
        Arguments.of("5.00", new Value.Float64(5)),
        Arguments.of("-0.0", new Value.Float64(-0.0)),
        Arguments.of("1e3", new Value.Float64(1000)),
        Arguments.of("0.30000000000000004", new Value.Float64(0.30000000000000004)),
        Arguments.of("0.10000000000000000001", decimal("0.10000000000000000001")),
        Arguments.of("1e400", decimal("1e400")),
        Arguments.of("1e-400", decimal("1e-400")),
        Arguments.of("[1,[],{}]", array(new Value.Int32(1), array(), nested())),
        oid("{\"$oid\":\"55F14312C7447C3DA7051B26\"}", "55f14312c7447c3da7051b26"),
        Arguments.of("{\"$numberInt\":\"-5\"}", new Value.Int32(-5)),
        Arguments.of("{\"$numberLong\":\"5\"}", new Value.Int64(5)),
        Arguments.of("{\"$numberDouble\":\"1\"}", new Value.Float64(1)),
        Arguments.of("{\"$numberDouble\":\"-Infinity\"}", new Value.Float64(-1 / 0.0)),
        Arguments.of("{\"$numberDouble\":\"NaN\"}", new Value.Float64(0 / 0.0)),
        Arguments.of("{\"$numberDecimal\":\"1.10\"}", Decimal128Text.parse("1.10")),
        date("{\"$date\":\"2009-04-01T00:00:00.000-0700\"}", "2009-04-01T07:00:00Z"),
        date("{\"$date\":\"2009-04-01T00:00:00+02:00\"}", "2009-03-31T22:00:00Z"),
        date("{\"$date\":\"1969-12-31T23:59:59.999Z\"}", "1969-12-31T23:59:59.999Z"),
        date("{\"$date\":1000}", "1970-01-01T00:00:01Z"),
        date("{\"$date\":{\"$numberLong\":\"-1\"}}", "1969-12-31T23:59:59.999Z"),
        Arguments.of("{\"$binary\":{\"base64\":\"AQI=\",\"subType\":\"80\"}}", binary(0x80)),
        Arguments.of("{\"$binary\":\"AQI=\",\"$type\":\"05\"}", binary(5)),
        Arguments.of("{\"$type\":\"0\",\"$binary\":\"AQI=\"}", binary(0)),
        Arguments.of(
            "{\"$uuid\":\"c8edabc3-f738-4ca3-b68d-ab92a91478a3\"}",
            new Value.Uuid(UUID.fromString("c8edabc3-f738-4ca3-b68d-ab92a91478a3"))),
        Arguments.of(
            "{\"$regularExpression\":{\"pattern\":\"a+\",\"options\":\"ix\"}}",
            new Value.Regex("a+", "ix")),
        Arguments.of("{\"$options\":\"\",\"$regex\":\"a\"}", new Value.Regex("a", "")),
        Arguments.of("{\"$regex\":\"a\"}", nested(Document.of("$regex", new Value.Text("a")))),
        Arguments.of("{\"$ref\":\"c\"}", nested(Document.of("$ref", new Value.Text("c")))),
        Arguments.of("{\"a.b c\":1}", nested(Document.of("a.b c", new Value.Int32(1)))));
  }

  @ParameterizedTest
  @MethodSource("spellings")
  void aSpellingIsAValue(String json, Value expected) throws Exception {
    List<Reading> read = read("{\"_id\":1,\"v\":" + json + "}");

    assertThat(JsonJob.fields(read.get(0)).get("v")).contains(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"$oid\":\"55f1\"}                                     | VALUE_TYPE",
        "{\"$oid\":5}                                            | JSON_MALFORMED",
        "{\"$oid\":\"55f14312c7447c3da7051b26\",\"a\":1}         | JSON_MALFORMED",
        "{\"$numberInt\":\"2147483648\"}                         | VALUE_TYPE",
        "{\"$numberLong\":\"1.0\"}                               | VALUE_TYPE",
        "{\"$numberDouble\":\"0x1p3\"}                           | VALUE_TYPE",
        "{\"$numberDouble\":\"1..2\"}                            | VALUE_TYPE",
        "{\"$numberDecimal\":\"1.2.3\"}                          | VALUE_TYPE",
        "{\"$date\":\"2009-04-01T00:00:00\"}                     | VALUE_TYPE",
        "{\"$date\":\"yesterday\"}                               | VALUE_TYPE",
        "{\"$date\":true}                                        | JSON_MALFORMED",
        "{\"$binary\":{\"base64\":\"AQI=\"}}                     | JSON_MALFORMED",
        "{\"$binary\":{\"base64\":\"A*\",\"subType\":\"00\"}}    | VALUE_TYPE",
        "{\"$binary\":{\"base64\":\"AQI=\",\"subType\":\"100\"}} | VALUE_TYPE",
        "{\"$uuid\":\"c8edabc3\"}                                | VALUE_TYPE",
        "{\"$regularExpression\":\"a\"}                          | JSON_MALFORMED",
        "{\"$timestamp\":{\"t\":1,\"i\":2}}                      | VALUE_UNSUPPORTED",
        "{\"$undefined\":true}                                   | VALUE_UNSUPPORTED",
        "{\"$maxKey\":1}                                         | VALUE_UNSUPPORTED",
        "{\"$code\":\"f()\"}                                     | VALUE_UNSUPPORTED",
        "{\"$scope\":{},\"$code\":\"f()\"}                       | VALUE_UNSUPPORTED",
        "{\"$symbol\":\"s\"}                                     | VALUE_UNSUPPORTED",
        "{\"$dbPointer\":{}}                                     | VALUE_UNSUPPORTED",
      })
  void aBrokenSpellingIsAFault(String json, ErrorCode code) throws Exception {
    List<Reading> read = read("{\"_id\":1,\"v\":" + json + "}");

    Failure failure = ((Reading.Unreadable) read.get(0)).failure();
    assertThat(failure.code()).isEqualTo(code);
    assertThat(failure.column()).contains("v");
  }

  /** More fields than the parser expects, and then another shape on the same level. */
  @Test
  void objectsOfAnyShapeFollowOneAnother() throws Exception {
    StringBuilder wide = new StringBuilder("{\"_id\":0");
    for (int i = 1; i < 40; i++) {
      wide.append(",\"f").append(i).append("\":").append(i);
    }
    List<Reading> read =
        read(
            wide
                + "}\n{\"f1\":1,\"_id\":1}\n"
                + wide
                + ",\"f7\":7}\n{\"_id\":2,\"f1\":{}}\n"
                + "{\"_id\":3}\n{\"f1\":1,\"_id\":4}\n{\"g\":1,\"_id\":5}\n");

    assertThat(JsonJob.fields(read.get(0)).size()).isEqualTo(40);
    assertThat(JsonJob.fields(read.get(0)).get("f39")).contains(new Value.Int32(39));
    assertThat(JsonJob.fields(read.get(1)).toMap().keySet()).containsExactly("f1", "_id");
    assertThat(((Reading.Unreadable) read.get(2)).failure().message()).contains("'f7' twice");
    assertThat(JsonJob.fields(read.get(3)).toMap())
        .containsExactly(entry("_id", new Value.Int32(2)), entry("f1", nested()));
    assertThat(JsonJob.fields(read.get(4)).toMap().keySet()).containsExactly("_id");
    assertThat(JsonJob.fields(read.get(6)).toMap().keySet()).containsExactly("g", "_id");
  }

  @Test
  void realBooksAreOfTheirTypes() throws Exception {
    List<Reading> read = new JsonJob(folder).read(resource("books.jsonl"));

    assertThat(read).hasSize(10).allMatch(Reading.Read.class::isInstance);
    Document first = JsonJob.fields(read.get(0));
    assertThat(first.get("_id")).contains(new Value.Int32(1));
    assertThat(first.get("pageCount")).contains(new Value.Int32(416));
    assertThat(first.get("publishedDate")).contains(timestamp("2009-04-01T07:00:00Z"));
    assertThat(first.get("authors").orElseThrow()).isInstanceOf(Value.Array.class);
    assertThat(read.stream().map(reading -> ((Reading.Read) reading).record().key().text()))
        .contains("53c2ae8528d75d572c06adb0");
    assertThat(read.stream().map(reading -> JsonJob.fields(reading).get("_id").orElseThrow()))
        .contains(new Value.ObjectId("53c2ae8528d75d572c06adb0"));
  }

  @Test
  void realRestaurantsAreOfTheirTypes() throws Exception {
    byte[] bytes = resource("restaurants.jsonl");
    List<Reading> read = new JsonJob(folder).read(bytes);

    assertThat(read).hasSize(10).allMatch(Reading.Read.class::isInstance);
    assertThat(JsonJob.fields(read.get(0)).get("_id"))
        .contains(new Value.ObjectId("55f14312c7447c3da7051b26"));
    assertThat(JsonJob.fields(read.get(0)).get("address line 2"))
        .contains(new Value.Text("Cardiff"));
    assertThat(read.stream().map(reading -> JsonJob.fields(reading).get("rating").orElseThrow()))
        .contains(new Value.Int32(5), new Value.Float64(5.5), new Value.Text("Not yet rated"));
    Inspection found = new JsonJob(folder).source(bytes).inspect();
    assertThat(found.fields())
        .contains(
            new Field("_id", new Type.ObjectId(), Knowledge.NATIVE, true),
            new Field("rating", new Type.Chars(), Knowledge.NATIVE, false));
    assertThat(found.exactFields()).isEmpty();
  }

  private List<Reading> read(String text) throws Exception {
    return new JsonJob(folder).read(text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] resource(String name) throws Exception {
    try (InputStream in = JsonValuesTest.class.getResourceAsStream("/documents/" + name)) {
      return in.readAllBytes();
    }
  }

  private static Arguments oid(String json, String hex) {
    return Arguments.of(json, new Value.ObjectId(hex));
  }

  private static Arguments date(String json, String instant) {
    return Arguments.of(json, timestamp(instant));
  }

  private static Value timestamp(String instant) {
    return new Value.Timestamp(Instant.parse(instant));
  }

  private static Value decimal(String text) {
    return new Value.Decimal(new BigDecimal(text));
  }

  private static Value binary(int subtype) {
    return new Value.Binary((byte) subtype, new byte[] {1, 2});
  }

  private static Value array(Value... values) {
    return new Value.Array(List.of(values));
  }

  private static Value nested() {
    return nested(Document.empty());
  }

  private static Value nested(Document document) {
    return new Value.Nested(document);
  }
}
