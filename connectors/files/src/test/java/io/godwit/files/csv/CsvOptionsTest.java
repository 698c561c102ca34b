package io.godwit.files.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.Reading;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.value.Key;
import io.godwit.common.model.value.Value;
import io.godwit.files.SourceYaml;
import io.godwit.files.bytes.Readings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each option of a CSV source makes of a row, and what it refuses. */
class CsvOptionsTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "null: [\"\\\\N\", NULLISH, n/a]             | \\N            | null",
        "null: [\"\\\\N\", NULLISH, n/a]             | \"n/a\"        | n/a",
        "null: [\"\\\\N\", NULLISH, n/a]             | N/A            | N/A",
        "null: n/a\\ntrim: true                      | n/a            | null",
        "null: \"\\\\N\"\\nescape: \"\\\\\"          | \\N            | null",
        "types: {t: date}\\ndate-format: dd/MM/yyyy  | 05/04/2025     | 2025-04-05",
        "types: {t: date}\\ndate-format: dd/MM/yyyy  | 29/02/2024     | 2024-02-29",
        "types: {t: date}\\ndate-format: d.M.yy      | 5.4.25         | 2025-04-05",
        "types: {t: date}\\ndate-format: d MMM yyyy  | 5 apr 2025     | 2025-04-05",
        "types: {t: time}\\ntime-format: 'hh:mm a'   | 09:05 PM       | 21:05",
        "types: {t: datetime}\\ndatetime-format: 'dd.MM.yyyy HH:mm' | 05.04.2025 21:05 |"
            + " 2025-04-05T21:05",
        "types: {t: timestamp}\\ndatetime-format: 'dd.MM.yyyy HH:mmXXX' | 05.04.2025 21:05+02:00 |"
            + " 2025-04-05T19:05:00Z",
        "types: {t: decimal}\\ndecimal: ','\\ngroup: .   | 1.234.567,89   | 1234567.89",
        "types: {t: decimal}\\ndecimal: ','\\ngroup: .   | -1.234         | -1234",
        "types: {t: decimal}\\ndecimal: ','              | 0,5            | 0.5",
        "types: {t: decimal}\\ngroup: \"'\"              | 12'345.6       | 12345.6",
        "types: {t: integer}\\ngroup: ' '                | 1 234          | 1234",
        "types: {t: int32}\\ngroup: .\\ndecimal: ','\\ntypes: {t: decimal} | 1.234 | 1234",
        "trim: true                                  | \u0020 x y \u0020 | x y",
      })
  void aFieldIsWhatTheJobSays(String options, String field, String value) throws Exception {
    String yaml = options.replace("\\n", "\n").replaceFirst("(?s)(types: .*)\ntypes: .*", "$1");
    if (yaml.contains("int32")) {
      yaml = yaml.replace("{t: int32}", "{t: int32, d: decimal}");
    }

    Reading read = read(yaml, "id;t;d\n1;" + field + ";\n").getFirst();

    assertThat(read).isInstanceOf(Reading.Read.class);
    Value found = ((Reading.Read) read).record().fields().get("t").orElseThrow();
    assertThat(found instanceof Value.Null ? "null" : Key.display(found)).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "types: {t: date}\\ndate-format: dd/MM/yyyy | 31/04/2025 | '31/04/2025' is not a date of"
            + " the form dd/MM/yyyy",
        "types: {t: date}\\ndate-format: dd/MM/yyyy | 2025-04-05 | '2025-04-05' is not a date of",
        "types: {t: date}\\ndate-format: dd/MM/yyyy | now        | 'now' is not a date of",
        "types: {t: decimal}\\ndecimal: ','\\ngroup: . | 1.5    | '1.5' is not a number with ','"
            + " before its decimals and '.' between groups of three digits",
        "types: {t: decimal}\\ndecimal: ','         | 1.234,5    | '1.234,5' is not a number",
        "types: {t: decimal}\\ndecimal: ','         | 1.5        | '1.5' is not a number",
        "types: {t: decimal}\\ngroup: '_'           | 1_23       | '1_23' is not a number",
        "types: {t: decimal}\\ngroup: '_'           | _123       | '_123' is not a number",
        "types: {t: decimal}\\ngroup: '_'           | 1.5_000    | '1.5_000' is not a number",
        "types: {t: integer}\\ngroup: '_'           | 1_000.5    | '1_000.5' is not an integer",
        "types: {t: integer}\\nnull: n/a            | \"n/a\"    | 'n/a' is not an integer",
      })
  void aFieldOfAnotherFormFails(String options, String field, String message) throws Exception {
    Reading read = read(options.replace("\\n", "\n"), "id;t\n1;" + field + "\n").getFirst();

    Reading.Unreadable bad = (Reading.Unreadable) read;
    assertThat(bad.failure().code()).isEqualTo(ErrorCode.VALUE_TYPE);
    assertThat(bad.failure().message()).startsWith(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "encoding: utf8x                  | no encoding of this name is known",
        "date-format: dd/MM/yyyy          | date-format concerns columns that types declares as"
            + " date",
        "decimal: ','                     | decimal concerns columns",
        "group: '_'                       | group concerns columns",
        "types: {t: date}\\ndate-format: dd/MM | a pattern of a date has its year, month and day",
        "types: {t: date}\\ndate-format: DD/MM/YYYY | a pattern of a date has its year",
        "types: {t: time}\\ntime-format: hh:mm | a pattern of a time has its hour",
        "types: {t: timestamp}\\ndatetime-format: yyyy-MM-dd HH:mm | a timestamp is a point in"
            + " time",
        "types: {t: datetime}\\ndatetime-format: yyyy-MM-dd HH:mmX | a datetime has no offset",
        "types: {t: decimal}\\ngroup: .   | one character cannot stand before the decimals",
        "quote: ab                        | the quote is one punctuation character",
        "quote: ;                         | delimiter, quote, escape and comment are different",
        "comment: '\"'                    | delimiter, quote, escape and comment are different",
        "escape: '\"'                     | a quote inside quotes is doubled",
        "skip: -1                         | skip is at least 0",
        "trim: maybe                      | true or false is needed",
        "null: []                         | null names at least one",
      })
  void anOptionThatCannotBeIsRefused(String options, String rule) {
    String yaml = "csv: rows.csv\nkey: id\ndelimiter: ;\n" + options.replace("\\n", "\n");
    assertThatThrownBy(() -> SourceYaml.spec(yaml)).hasMessageContaining(rule);
  }

  @Test
  void aTrailingDelimiterInHeaderAndRowsIsNoColumn() throws Exception {
    List<Reading> read = read("", "id;t;;\n1;a;;\n2;b\n3;c;\n4;d;;x\n5;e;;;\n");

    assertThat(((Reading.Read) read.getFirst()).record().fields().toMap())
        .containsOnlyKeys("id", "t");
    assertThat(read.subList(0, 3)).allMatch(Reading.Read.class::isInstance);
    assertThat(read.subList(3, 5))
        .allSatisfy(bad ->
            assertThat(((Reading.Unreadable) bad).failure().code())
                .isEqualTo(ErrorCode.CSV_FIELD_COUNT));
  }

  @Test
  void linesAboveTheHeaderArePassedOver() throws Exception {
    List<Reading> read = read("skip: 2", "Report of \"May\r\nmade 1 June\r\nid;t\r\n1;a\r\n");

    assertThat(((Reading.Read) read.getFirst()).record().origin().line()).isEqualTo(4);
  }

  @Test
  void moreLinesToSkipThanThereAreIsRefused() {
    assertThatThrownBy(() -> read("skip: 3", "id;t\n1;a\n"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("has not the 3 lines");
  }

  /** 4,900 rows were in one dead letter, and nothing said so. */
  @Test
  void aStrayQuoteSaysWhatItTakesAlongAndCostsItsLineOnlyWhereLinesAreRecords() throws Exception {
    StringBuilder text = new StringBuilder("id;t\n");
    for (int i = 1; i <= 5000; i++) {
      text.append(i).append(i == 100 ? ";\"stray\n" : ";plain\n");
    }

    List<Reading> whole = read("", text.toString());
    List<Reading> lines = read("multiline: false", text.toString());

    assertThat(whole).hasSize(100);
    assertThat(((Reading.Unreadable) whole.getLast()).failure().message())
        .startsWith("the quote that opens in line 101 is not closed; the record goes from line 101")
        .contains("to line 5002 and has ")
        .contains("multiline: false");
    assertThat(SourceYaml.in(folder, job("")).plan().remarks())
        .singleElement()
        .asString()
        .startsWith("rows.csv: in lines 101 to 5002 stands one record")
        .contains("multiline: false");
    assertThat(lines).hasSize(5000);
    assertThat(lines.stream().filter(Reading.Unreadable.class::isInstance).toList())
        .singleElement()
        .satisfies(bad -> {
          assertThat(((Reading.Unreadable) bad).failure().code())
              .isEqualTo(ErrorCode.CSV_UNCLOSED_QUOTE);
          assertThat(((Reading.Unreadable) bad).origin().line()).isEqualTo(101);
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 1 << 20})
  void theLimitOfARecordHidesNoStrayQuote(int limit) throws Exception {
    String rows =
        java.util.stream.IntStream.range(3, 2000)
            .mapToObj(i -> i + ";x\n")
            .collect(Collectors.joining());

    List<Reading> read =
        read("max-record: " + limit + "B", "id;t\n1;a\n2;\"open\n" + rows + "x\";\n");

    assertThat(((Reading.Unreadable) read.get(1)).failure().message())
        .contains("the record goes from line 3 to line 2001");
    assertThat(SourceYaml.in(folder, job("")).plan().remarks()).hasSize(1);
  }

  private List<Reading> read(String options, String text) throws Exception {
    Files.write(folder.resolve("rows.csv"), text.getBytes(StandardCharsets.UTF_8));
    return Readings.of(SourceYaml.in(folder, job(options)));
  }

  private static String job(String options) {
    return "csv: rows.csv\nkey: id\ndelimiter: ;\n" + options;
  }
}
