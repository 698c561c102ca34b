package io.godwit.aggregator.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.spec.ReportSpec.Csv;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvWriterTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "plain|plain",
        "a,b|\"a,b\"",
        "say \"no\"|\"say \"\"no\"\"\"",
        "naïve 🐦|naïve 🐦",
        "naïve, 🐦|\"naïve, 🐦\"",
        "=1+1|=1+1",
        "-5|-5",
      })
  void aFieldIsQuotedWhereRfc4180AsksForItAndNeverChanged(String field, String written)
      throws IOException {
    assertThat(rows(field)).isEqualTo(written + ",7\n");
  }

  @Test
  void lineEndsInsideAFieldAreQuoted() throws IOException {
    assertThat(rows("a\nb")).isEqualTo("\"a\nb\",7\n");
    assertThat(rows("a\rb")).isEqualTo("\"a\rb\",7\n");
    assertThat(rows("")).isEqualTo(",7\n");
  }

  @Test
  void contentLargerThanTheBufferArrivesWhole() throws IOException {
    String field = "é,".repeat(100_000);

    assertThat(rows(field)).isEqualTo('"' + field + "\",7\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=1+1", "+1", "-5", "@sum", "\t=1", "\r=1", "\n=1", "'=1", "'", "\uFF1D1", "\uFF0D1"
      })
  void aDefusedFieldHasAnApostropheThatWhoeverReadsItCanTakeAway(String field) throws IOException {
    String written = rows(field, Csv.DEFUSED);

    assertThat(written.startsWith("\"") ? written.substring(1) : written).startsWith("'" + field);
    assertThat(rows(field, Csv.EXACT)).doesNotContain("'" + field);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "a=1", "O'Neill", " =1", "5-3"})
  void whatNoSpreadsheetTakesForAFormulaIsLeftAsItIs(String field) throws IOException {
    assertThat(rows(field, Csv.DEFUSED)).isEqualTo(field + ",7\n");
  }

  @Test
  void anOriginIsDefusedToo() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CsvWriter csv = new CsvWriter(out, Csv.DEFUSED);
    csv.origin("=cmd.csv", 3);
    csv.origin("people.csv", 4);
    csv.endRow();
    csv.flush();

    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("'=cmd.csv:3,people.csv:4\n");
  }

  private static String rows(String field) throws IOException {
    return rows(field, Csv.EXACT);
  }

  private static String rows(String field, Csv form) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CsvWriter csv = new CsvWriter(out, form);
    csv.field(field);
    csv.field(7);
    csv.endRow();
    csv.flush();
    return out.toString(StandardCharsets.UTF_8);
  }
}
