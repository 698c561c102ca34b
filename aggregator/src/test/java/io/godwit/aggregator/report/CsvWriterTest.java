package io.godwit.aggregator.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  private static String rows(String field) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CsvWriter csv = new CsvWriter(out);
    csv.field(field);
    csv.field(7);
    csv.endRow();
    csv.flush();
    return out.toString(StandardCharsets.UTF_8);
  }
}
