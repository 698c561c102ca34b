package io.godwit.files.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.Plan;
import io.godwit.common.model.Position;
import io.godwit.common.model.Reading;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.value.Value;
import io.godwit.common.spi.Source;
import io.godwit.common.spi.SplitReader;
import io.godwit.files.SourceYaml;
import io.godwit.files.bytes.Readings;
import io.godwit.files.bytes.Seeds;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts come out as they went in, whatever the encoding; what is none spoils its record alone. */
class EncodingsTest {

  private static final int FILES = 40;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "ISO-8859-1", "windows-1252",
        "ISO-8859-15", "windows-1251", "IBM850", "IBM1047", "Shift_JIS", "GB18030", "EUC-KR"
      })
  void textsOfAnEncodingAreRead(String name) throws Exception {
    long first = Seeds.first();
    for (long seed = first; seed < first + Seeds.count(FILES); seed++) {
      Random random = new Random(seed);
      List<String> texts = texts(random, Charset.forName(name));
      for (String kind : List.of("csv", "jsonl", "json")) {
        Path path = folder.resolve("texts." + kind);
        Files.write(path, file(kind, texts).getBytes(Charset.forName(name)));
        Source source =
            SourceYaml.in(folder, kind + ": texts." + kind + "\nkey: id\nencoding: " + name);
        assertThat(read(Readings.of(source))).as("seed %d, %s", seed, kind).isEqualTo(texts);
        goesOnEverywhere(source);
      }
    }
  }

  private static void goesOnEverywhere(Source source) throws Exception {
    Plan plan = source.plan();
    List<String> whole = read(Readings.of(source));
    try (SplitReader reader = source.read(plan.splits().getFirst(), Position.START)) {
      for (int i = 1; !reader.read(1).isEmpty(); i++) {
        assertThat(read(Readings.of(source, plan.splits().getFirst(), reader.position())))
            .isEqualTo(whole.subList(i, whole.size()));
      }
    }
  }

  private static String file(String kind, List<String> texts) {
    StringBuilder out = new StringBuilder(kind.equals("csv") ? "id,t\n" : "");
    out.append(kind.equals("json") ? "[" : "");
    for (int i = 0; i < texts.size(); i++) {
      String text = texts.get(i);
      out.append(
          kind.equals("csv")
              ? i + ",\"" + text.replace("\"", "\"\"") + "\"\n"
              : "{\"id\":%d,\"t\":\"%s\"}"
                  .formatted(
                      i, text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", " ")));
      out.append(kind.equals("json") && i + 1 < texts.size() ? ",\n" : "\n");
    }
    return out.append(kind.equals("json") ? "]" : "").toString();
  }

  /** Characters that the encoding gives back, by the JDK alone. */
  private static List<String> texts(Random random, Charset charset) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      StringBuilder text = new StringBuilder("x");
      for (int length = random.nextInt(30); length > 0; length--) {
        int c = random.nextInt(4) > 0 ? random.nextInt(0x20, 0x500) : random.nextInt(0x20, 0x20000);
        String one = Character.toString(c);
        boolean odd = c == 0x7F || (c >= 0x80 && c < 0xA0) || (c >= 0xD800 && c < 0xE000);
        if (!odd && new String(one.getBytes(charset), charset).equals(one)) {
          text.append(one);
        }
      }
      texts.add(text.toString());
    }
    return texts;
  }

  private static List<String> read(List<Reading> readings) {
    return readings.stream()
        .map(reading ->
            reading instanceof Reading.Read(var record)
                    && record.fields().get("t").orElseThrow() instanceof Value.Text(String text)
                ? text
                : reading.toString())
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "windows-1252 | 81       | character 3 of the field is 0x81, which is not valid"
            + " windows-1252",
        "UTF-16LE     | 3D D8    | character 3 of the field is 0x3DD8, which is not valid UTF-16LE",
        "UTF-16BE     | DE 00    | character 3 of the field is 0xDE00, which is not valid UTF-16BE",
        "Shift_JIS    | FF       | character 3 of the field is 0xFF, which is not valid Shift_JIS",
        "US-ASCII     | E4       | character 3 of the field is 0xE4, which is not valid US-ASCII",
        "UTF-8        | E4       | byte 3 of the field is 0xE4, which is not valid UTF-8 there",
      })
  void bytesThatAreNoCharacterSpoilTheirRecord(String name, String hex, String message)
      throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Charset charset = Charset.forName(name);
    out.writeBytes("id,t\n1,a\n2,ab".getBytes(charset));
    for (String b : hex.strip().split(" ")) {
      out.write(Integer.parseInt(b, 16));
    }
    out.writeBytes("c\n3,c\n".getBytes(charset));
    Files.write(folder.resolve("rows.csv"), out.toByteArray());
    Source source = SourceYaml.in(folder, "csv: rows.csv\nkey: id\nencoding: " + name);

    List<Reading> read = Readings.of(source);

    assertThat(read).hasSize(3);
    assertThat(read.get(2)).isInstanceOf(Reading.Read.class);
    Reading.Unreadable bad = (Reading.Unreadable) read.get(1);
    assertThat(bad.failure().code()).isEqualTo(ErrorCode.TEXT_ENCODING);
    assertThat(bad.failure().column()).contains("t");
    assertThat(bad.failure().message()).startsWith(message);
    assertThat(new String(bad.raw(), StandardCharsets.UTF_8)).startsWith("2,ab");
    assertThat(bad.origin().line()).isEqualTo(3);
  }

  @Test
  void aTextThatEndsInHalfACharacterIsNotCutSilently() throws Exception {
    byte[] text = "id,t\n1,a\n2,bc".getBytes(StandardCharsets.UTF_16LE);
    Files.write(folder.resolve("rows.csv"), java.util.Arrays.copyOf(text, text.length - 1));

    List<Reading> read =
        Readings.of(SourceYaml.in(folder, "csv: rows.csv\nkey: id\nencoding: UTF-16LE"));

    assertThat(((Reading.Unreadable) read.get(1)).failure().code())
        .isEqualTo(ErrorCode.TEXT_ENCODING);
  }

  @Test
  void oneByteEncodingsAreCutIntoSplitsAndOthersAreNot() throws Exception {
    String text = "id,t\n" + "1,ä\n".repeat(1000);
    Files.write(folder.resolve("one.csv"), text.getBytes(StandardCharsets.ISO_8859_1));
    Files.write(folder.resolve("two.csv"), text.getBytes(StandardCharsets.UTF_16));

    Plan one = SourceYaml.in(folder, "csv: one.csv\nkey: id\nsplit: 1KB\nencoding: Latin-1").plan();
    Plan two = SourceYaml.in(folder, "csv: two.csv\nkey: id\nsplit: 1KB\nencoding: UTF-16").plan();

    assertThat(one.splits()).hasSize(4);
    assertThat(one.remarks()).isEmpty();
    assertThat(two.splits()).hasSize(1);
    assertThat(two.records()).isEqualTo(1000);
    assertThat(SourceYaml.in(folder, "csv: two.csv\nkey: id\nencoding: UTF-16").inspect().remarks())
        .containsExactly("two.csv is in UTF-16, so one reader reads it");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "UTF-8    | FF FE 69 00 64 00 0A 00 | seems to be in UTF-16: write encoding: UTF-16",
        "UTF-8    | 69 00 64 00 0A 00 31 00 | seems to be in UTF-16: write encoding: UTF-16LE",
        "UTF-8    | 00 69 00 64 00 0A 00 31 | seems to be in UTF-16: write encoding: UTF-16BE",
        "UTF-8    | FF FE 00 00 69 00 00 00 | seems to be in UTF-32: write encoding: UTF-32",
        "UTF-16   | 69 00 64 00 0A 00 31 00 | has no byte order mark, so write encoding: UTF-16LE",
        "UTF-16LE | FE FF 00 69 00 64 00 0A | begins with the byte order mark of UTF-16BE",
        "Latin-1  | EF BB BF 69 64 0A 31 0A | begins with the byte order mark of UTF-8",
        "Latin-1  | FF FE 69 00 64 00 0A 00 | seems to be in UTF-16: write encoding: UTF-16",
      })
  void anotherUnicodeIsNamed(String encoding, String hex, String message) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (String b : hex.strip().split(" ")) {
      out.write(Integer.parseInt(b, 16));
    }
    Files.write(folder.resolve("rows.csv"), out.toByteArray());

    assertThatThrownBy(SourceYaml.in(folder, "csv: rows.csv\nkey: id\nencoding: " + encoding)::plan)
        .hasMessageStartingWith("rows.csv " + message);
  }

  @Test
  void aHeaderInLatin1IsNamed() throws Exception {
    Files.write(
        folder.resolve("rows.csv"), "id,stra\u00DFe\n1,a\n".getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(SourceYaml.in(folder, "csv: rows.csv\nkey: id")::plan)
        .hasMessageContaining("write encoding: windows-1252");
  }

  @Test
  void rowsInLatin1AreRemarkedByThePlan() throws Exception {
    Files.write(
        folder.resolve("rows.csv"), "id,t\n1,a\n2,\u00E4\n".getBytes(StandardCharsets.ISO_8859_1));

    assertThat(SourceYaml.in(folder, "csv: rows.csv\nkey: id").inspect().remarks())
        .singleElement()
        .asString()
        .startsWith("rows.csv:3 is not in UTF-8")
        .contains("write encoding: windows-1252");
  }
}
