package io.godwit.files.jsonl;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.Reading;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.value.Key;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A bad line is answered as unreadable, and the lines around it are read. */
class JsonBadLinesTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"_id\":2,\"a\":1,}         | JSON_MALFORMED | ``  | 2 | column 16: ",
        "{\"_id\":2,\"a\":[1,]}       | JSON_MALFORMED | ``  | 2 | column 17: ",
        "{\"_id\":2,\"a\":            | JSON_MALFORMED | ``  | 2 | column 14: the text ends where",
        "{\"_id\":2 \"a\":1}          | JSON_MALFORMED | ``  | 2 | column 10: ",
        "{\"_id\":2                   | JSON_MALFORMED | ``  | 2 | column 9: ',' or '}' is missing",
        "{\"_id\":2} {\"_id\":3}      | JSON_MALFORMED | ``  | 2 | column 11: text follows",
        "{\"_id\":2},                 | JSON_MALFORMED | ``  | 2 | column 10: ",
        "[{\"_id\":2}]                | JSON_MALFORMED | ``  |   | column 1: the line is not an",
        "17                           | JSON_MALFORMED | ``  |   | column 1: the line is not an",
        "x                            | JSON_MALFORMED | ``  |   | column 1: 'x' is no value",
        "{'_id':2}                    | JSON_MALFORMED | ``  |   | column 2: ",
        "{\"_id\":2,\"a\":NaN}        | JSON_MALFORMED | ``  | 2 | column 14: 'NaN' is no"
            + " value",
        "{\"_id\":2,\"a\":01}         | JSON_MALFORMED | ``  | 2 | column 14: a number does not"
            + " begin with 0",
        "{\"_id\":2,\"a\":\"x\ty\"}   | JSON_MALFORMED | ``  | 2 | column 16: a text holds the"
            + " control",
      })
  void aLineThatIsNotOneObjectStandsAlone(
      String line, ErrorCode code, String column, String key, String message) throws Exception {
    standsAlone(line, code, column, key, message);
  }

  /** Bytes are given as Latin-1, so that \u00E4 stands for the byte 0xE4. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"_id\":2,\"\u00C3\u00A4\":\"\u00C3\u00A4\",x}"
            + "                           | JSON_MALFORMED | ``  | 2 | column 18: ",
        "{\"_id\":2,\"a\":1,\"a\":2}  | JSON_MALFORMED | a   | 2 | column 16: the object has the",
        "{\"_id\":2,\"o\":{\"a\":1,\"b\":2,\"a\":3}}"
            + "                           | JSON_MALFORMED | o.a | 2 | column 27: the object has",
        "{\"_id\":2,\"a\":\"\u00E4\"} | TEXT_ENCODING  | a   | 2 | byte 15 of the line is 0xE4",
        "{\"_id\":2,\"a\":\"\\ud83d\"}| TEXT_ENCODING  | a   | 2 | the text holds \\ud83d without",
        "{\"_id\":2,\"a\\u0000\":1}   | TEXT_NUL       | a\\u0000 | 2 | the name of a field holds",
        "{\"_id\":2,\"a\":{\"b\":{\"$oid\":\"xyz\"}}}"
            + "                           | VALUE_TYPE     | a.b | 2 | 'xyz' is not an ObjectId",
        "{\"_id\":2,\"a\":{\"$minKey\":1}}                           | VALUE_UNSUPPORTED | a | 2 |"
            + " Godwit does not carry values",
        "{\"_id\":2,\"a\":1e99999}    | VALUE_UNSUPPORTED | a | 2 | a number has an exponent",
        "{\"_id\":2,\"a\":1e9999999999}| VALUE_UNSUPPORTED | a | 2 | a number has an exponent",
        "{\"a\":2}                    | KEY_MISSING    | _id |   | the key field is absent",
        "{\"_id\":null}               | KEY_MISSING    | _id |   | the key field is null",
        "{\"_id\":\"\"}               | KEY_MISSING    | _id |   | the key field is null, empty",
        "{\"_id\":{\"a\":1}}          | KEY_MISSING    | _id |   | the key field is null, empty",
        "{\"_id\":[1]}                | KEY_MISSING    | _id |   | the key field is null, empty",
      })
  void aLineWithABadFieldStandsAlone(
      String line, ErrorCode code, String column, String key, String message) throws Exception {
    standsAlone(line, code, column, key, message);
  }

  private void standsAlone(String line, ErrorCode code, String column, String key, String message)
      throws Exception {
    byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
    List<Reading> read = read("{\"_id\":1}\n\n" + line + "\n{\"_id\":3}");

    assertThat(read).hasSize(3);
    assertThat(read.get(0)).isInstanceOf(Reading.Read.class);
    assertThat(read.get(2)).isInstanceOf(Reading.Read.class);
    Reading.Unreadable bad = (Reading.Unreadable) read.get(1);
    assertThat(bad.failure().code()).isEqualTo(code);
    assertThat(bad.failure().message()).startsWith(message);
    assertThat(bad.failure().column().orElse("")).isEqualTo(column);
    assertThat(bad.key().map(Key::text).orElse(null)).isEqualTo(key);
    assertThat(bad.origin().text()).isEqualTo("docs.jsonl:3");
    assertThat(bad.raw()).isEqualTo(bytes);
  }

  @Test
  void nestingIsBounded() throws Exception {
    List<Reading> read =
        read(
            "{\"_id\":1,\"a\":"
                + "[".repeat(199)
                + "]".repeat(199)
                + "}\n"
                + "{\"_id\":2,\"a\":"
                + "[".repeat(200)
                + "]".repeat(200)
                + "}\n");

    assertThat(read.get(0)).isInstanceOf(Reading.Read.class);
    assertThat(((Reading.Unreadable) read.get(1)).failure().code())
        .isEqualTo(ErrorCode.JSON_MALFORMED);
  }

  @Test
  void aLineBeyondTheLimitIsPassedOver() throws Exception {
    String space = " ".repeat(JsonJob.MAX_RECORD - 9);
    List<Reading> read =
        read(
            "{\"_id\":1"
                + space
                + "}\n"
                + "{\"_id\":22,\"a\":\""
                + space
                + "\"}\n"
                + "{\"a\":1,"
                + space
                + "\"_id\":333}\n"
                + "{\"_id\":4}\n");

    assertThat(read).hasSize(4);
    assertThat(read.get(0)).isInstanceOf(Reading.Read.class);
    Reading.Unreadable bad = (Reading.Unreadable) read.get(1);
    assertThat(bad.failure().code()).isEqualTo(ErrorCode.RECORD_TOO_LARGE);
    assertThat(bad.key()).contains(new Key("22"));
    assertThat(bad.raw()).hasSize(1024);
    assertThat(((Reading.Unreadable) read.get(2)).key()).isEmpty();
    assertThat(((Reading.Read) read.get(3)).record().origin().line()).isEqualTo(4);
  }

  /** The line is longer than the limit, which lies behind the third of the number's digits. */
  @Test
  void aKeyThatTheLimitCutsIsNoKey() throws Exception {
    String before = "{\"a\":\"%s\",\"_id\":";
    String padding = "x".repeat(JsonJob.MAX_RECORD - before.formatted("").length() - 3);
    List<Reading> read = read(before.formatted(padding) + "1234567}\n");

    Reading.Unreadable bad = (Reading.Unreadable) read.get(0);
    assertThat(bad.failure().code()).isEqualTo(ErrorCode.RECORD_TOO_LARGE);
    assertThat(bad.key()).isEmpty();
  }

  private List<Reading> read(String text) throws Exception {
    return new JsonJob(folder).read(text.getBytes(StandardCharsets.ISO_8859_1));
  }
}
