package io.godwit.files.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.Reading;
import io.godwit.common.model.value.Key;
import io.godwit.common.spi.Source;
import io.godwit.files.SourceYaml;
import io.godwit.files.bytes.Readings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the characters of a dialect make of a file, header and all. */
class CsvDialectTest {

  @TempDir private Path folder;

  static Stream<Arguments> files() {
    return Stream.of(
        Arguments.of(
            "trim: true",
            " id ,\tt\t\n 1 ,  a b \n2, \" kept \" \n3,\t\n",
            List.of("1|a b", "2| kept ", "3|null")),
        Arguments.of("trim: false", "id,t\n1,  a b \n", List.of("1|  a b ")),
        Arguments.of(
            "comment: '#'",
            "# made by hand\nid,t\n#1,no\n1,#a\n# \"2,b\n2,b#\n",
            List.of("1|#a", "2|b#")),
        Arguments.of(
            "escape: '\\'",
            "id,t\n1,\"a\\\"b\"\n2,a\\,b\n3,\"a\\\\\"\n4,\"a\\\nb\"\n",
            List.of("1|a\"b", "2|a,b", "3|a\\", "4|a\nb")),
        Arguments.of(
            "quote: none",
            "id,t\n1,\"a\n2,a\"b\"\n3,\"\"\n",
            List.of("1|\"a", "2|a\"b\"", "3|\"\"")),
        Arguments.of("quote: \"'\"", "id,t\n1,'a,''b'\n2,\"a\n", List.of("1|a,'b", "2|\"a")),
        Arguments.of("skip: 2", "\"a title\nof \"two\" lines\nid,t\n1,a\n", List.of("1|a")),
        Arguments.of("", "id,t,,\n1,a,,\n2,b,,\n", List.of("1|a", "2|b")));
  }

  @ParameterizedTest
  @MethodSource("files")
  void aFileIsWhatItsDialectSays(String option, String text, List<String> expected)
      throws Exception {
    Files.writeString(folder.resolve("rows.csv"), text);
    Source source = SourceYaml.in(folder, "csv: rows.csv\nkey: id\n" + option);

    assertThat(Readings.of(source)).map(CsvDialectTest::shown).isEqualTo(expected);
  }

  private static String shown(Reading reading) {
    return switch (reading) {
      case Reading.Read(var record) ->
          Key.display(record.fields().get("id").orElseThrow())
              + "|"
              + Key.display(record.fields().get("t").orElseThrow());
      case Reading.Unreadable bad -> bad.failure().message();
      case Reading.LeftOut out -> throw new AssertionError(out.toString());
    };
  }
}
