package io.godwit.files.jsonl;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.Reading;
import io.godwit.files.bytes.Seeds;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Whatever the parser refuses is refused in our words, at the place of the fault. */
class JsonFaultTest {

  private static final int TEXTS = 20_000;
  private static final String[] PARTS = {
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    "\"a\"",
    "\"",
    "1",
    "-",
    "0",
    "01",
    ".5",
    "1e",
    "1e5",
    "true",
    "nul",
    "NaN",
    "\\",
    "\\u12",
    "\t",
    " ",
    "é",
    "'",
    "/*x*/",
    "\u0001",
    "-0.0e-0",
    "Infinity"
  };

  private final JsonFactory json = JsonLimits.factory();

  @TempDir private Path folder;

  /** The parser is the oracle of whether, and our scan says why; neither may know more. */
  @Test
  void theScanRefusesWhatTheParserRefuses() {
    long first = Seeds.first();
    for (long seed = first; seed < first + Seeds.count(TEXTS); seed++) {
      byte[] text = text(new Random(seed)).getBytes(StandardCharsets.UTF_8);
      assertThat(JsonFault.first(text, 0, text.length).isPresent())
          .as("seed %d: %s", seed, new String(text, StandardCharsets.UTF_8))
          .isEqualTo(isRefused(text));
    }
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder("{\"a\":[1,{\"b\":\"x\\n\"},null],\"c\":-1.5e3}");
    for (int i = random.nextInt(4); i > 0; i--) {
      int at = random.nextInt(text.length());
      if (random.nextBoolean()) {
        text.insert(at, PARTS[random.nextInt(PARTS.length)]);
      } else {
        text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(3)));
      }
      if (text.isEmpty()) {
        text.append("x");
      }
    }
    return text.toString();
  }

  private boolean isRefused(byte[] text) {
    try (JsonParser in = json.createParser(ObjectReadContext.empty(), text)) {
      boolean first = in.nextToken() != null;
      in.skipChildren();
      return !first || in.nextToken() != null;
    } catch (JacksonException e) {
      return true;
    }
  }

  static List<String> beyondLimits() {
    return List.of(
        "{\"_id\":1,\"a\":" + "[".repeat(201) + "]".repeat(201) + "}",
        "{\"_id\":1,\"a\":" + "1".repeat(1001) + "}",
        "{\"_id\":1,\"a\":1." + "1".repeat(1001) + "}",
        "{\"_id\":1,\"a\":1e" + "1".repeat(1001) + "}",
        "{\"_id\":1,\"" + "n".repeat(50_001) + "\":1}",
        "{\"_id\":1,\"a\":1,\"a\":2}",
        "{\"_id\":1} x",
        "{\"_id\":1,\"a\":\"\\ud83d\"}",
        "{\"_id\":1,\"a\":\"\\x\"}",
        "{\"_id\":1,\"a\":\"open",
        "\uFEFF\uFEFF{\"_id\":1}",
        "",
        IntStream.range(0, 300).mapToObj(i -> "{\"a\":").collect(Collectors.joining()));
  }

  @ParameterizedTest
  @MethodSource("beyondLimits")
  void noMessageSpeaksOfTheParser(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    JsonDecoder decoder =
        new JsonDecoder(
            json, List.of("_id"), io.godwit.files.content.TextEncoding.of("UTF-8"), "line");

    var decoded = decoder.decode(bytes, 0, bytes.length);

    assertThat(decoded).isInstanceOf(io.godwit.files.bytes.Decoded.Fault.class);
    String message = ((io.godwit.files.bytes.Decoded.Fault) decoded).failure().message();
    assertThat(message)
        .doesNotContain("Source:", "REDACTED", "StreamRead", "maximum", "tools.jackson", "parser")
        .hasSizeLessThan(200);
  }

  @Test
  void aFaultOfSeveralLinesSaysWhichOne() throws Exception {
    java.nio.file.Files.writeString(
        folder.resolve("rows.json"), "[\n{\n  \"id\": 1,\n  \"t\": x\n}\n]");

    Reading read =
        io.godwit.files.bytes.Readings.of(
                io.godwit.files.SourceYaml.in(folder, "json: rows.json\nkey: id"))
            .getFirst();

    assertThat(((Reading.Unreadable) read).failure().message())
        .startsWith(
            "line 3 of the record, column 8: 'x' is no value of JSON; the record goes from"
                + " line 2 to line 5");
    assertThat(((Reading.Unreadable) read).key().orElseThrow().text()).isEqualTo("1");
  }
}
