package io.godwit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.godwit.common.model.value.Key;
import io.godwit.testkit.env.EmbeddedServers;
import io.godwit.testkit.env.Environment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Names and values that would be commands elsewhere: they reach the target to the byte, and are
 * seen as characters everywhere.
 */
@ExtendWith(EmbeddedServers.class)
class HostileInputTest {

  private static final int FAILURES = 2;
  private static final int COMPLETE = 0;

  private static final String FORGED = "2026-01-01 00:00:00.000 ERROR main Forged: all is lost";

  /** Each goes in, and once more with a digit too many, so that it fails. */
  private static final List<String> VALUES =
      List.of(
          "<script>alert(1)</script>",
          "'; drop table victims; --",
          "\"); drop table victims; --",
          "$$; drop table victims; $$",
          "\\'; drop table victims; --",
          "\"><img src=x onerror=alert(1)>",
          "]]><!--",
          "=1+1",
          "+cmd|' /C calc'!A0",
          "-1+1",
          "@SUM(A1)",
          "\t=1+1",
          "../../etc/passwd",
          "C:\\windows\\..\\x",
          "\u001b[2J\u001b]0;owned\u0007",
          "\u001b]8;;http://example.org\u001b\\click\u001b]8;;\u001b\\",
          "\u009b31mred",
          "\u202Egpj.exe\u202C",
          "\u2066hidden\u2069\u200F",
          "line\n" + FORGED,
          "line\r\n" + FORGED,
          "header: x\r\nSet-Cookie: y",
          "%s%n%x${env:HOME}${jndi:ldap://127.0.0.1/x}{}",
          "${file:/etc/passwd}");

  private static final String FILE = "=1;<b>'$(id)`.csv";
  private static final String TABLE = "we\"ird; drop table victims; --";
  private static final String COLUMN = "v\"; drop table victims; -- <b>%s";

  private static final String JOB =
      """
      job: %s
      source: { csv: "%s", key: id }
      steps: [ set: { '%s': 'r["%s"]' } ]
      sink: { table: '%s', in: app, key: id }
      connections: { app: { jdbc: "%s" } }
      run: { partitions: 2 }
      %s
      """;

  @TempDir private Path folder;
  private TypedCommands typed;

  @BeforeEach
  void sitDown() {
    typed = new TypedCommands(folder);
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  private void job(String name, String url, String report) throws IOException {
    Files.writeString(
        folder.resolve("job.yaml"),
        JOB.formatted(name, FILE, COLUMN, COLUMN.replace("\"", "\\\""), TABLE, url, report));
  }

  private void rows() throws IOException {
    StringBuilder rows = new StringBuilder("id," + quoted(COLUMN) + ",n\n");
    for (String value : VALUES) {
      rows.append(quoted(value)).append(',').append(quoted(value)).append(",1\n");
      rows.append(quoted(value + "7")).append(',').append(quoted(value)).append(",many\n");
    }
    Files.writeString(folder.resolve(FILE), rows.toString());
  }

  @Test
  void namesAndValuesAreDataAndNothingElse(Environment servers) throws Exception {
    String url = servers.jdbcUrl();
    Sql.on(url, "create table victims (id int)");
    Sql.on(
        url,
        "create table "
            + quoted(TABLE)
            + " (id text primary key, "
            + quoted(COLUMN)
            + " text, n text check (n <> 'many'))");
    rows();
    job("hostile", url, "");
    String said = typed.logged(servers, FAILURES, "run");
    said += typed.godwit(servers, COMPLETE, "failures");
    said += typed.godwit(servers, FAILURES, "report");

    assertThat(Sql.on(url, "select count(*) from victims")).containsExactly("0");
    assertThat(Sql.on(url, "select id from " + quoted(TABLE)))
        .containsExactlyInAnyOrderElementsOf(VALUES);
    assertThat(
            Sql.on(url, "select count(*) from " + quoted(TABLE) + " where id = " + quoted(COLUMN)))
        .containsExactly(Integer.toString(VALUES.size()));
    isVisible(said);
    thePageHasText(report("hostile").resolve("report.html"));
    assertThat(fields(report("hostile"), "failed.csv"))
        .as("to the byte, as keys are spelt")
        .containsAll(VALUES.stream().map(value -> key(value + "7")).toList());
    theLogIsOurs();

    job("hostile-defused", url, "report: { csv: defused }");
    typed.godwit(servers, FAILURES, "run");
    for (String list : List.of("failed.csv", "migrated.csv")) {
      assertThat(fields(report("hostile-defused"), list))
          .noneMatch(field -> !field.isEmpty() && "=+-@\t\r\n".indexOf(field.charAt(0)) >= 0);
    }
    assertThat(fields(report("hostile-defused"), "failed.csv"))
        .contains("'=1+17", "'@SUM(A1)7", key("<script>alert(1)</script>7"));
  }

  private static String key(String value) {
    return Key.ofTexts(List.of(value)).text();
  }

  /** A terminal obeys control characters, and eyes the marks that turn the writing. */
  private static void isVisible(String said) {
    assertThat(said.chars().filter(c -> c != '\n' && c != '\t'))
        .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT);
    assertThat(said.lines()).noneMatch(line -> line.startsWith(FORGED));
  }

  private static void thePageHasText(Path page) throws IOException {
    String html = Files.readString(page);
    assertThat(html)
        .doesNotContain("<script", "<img", "<b>", "\u202E", "\u001b", "\u009b")
        .contains("=1;&lt;b&gt;&#39;$(id)`.csv");
  }

  private void theLogIsOurs() throws IOException {
    try (Stream<Path> logs = Files.list(folder.resolve("home/logs"))) {
      for (Path log : logs.toList()) {
        isVisible(Files.readString(log, StandardCharsets.UTF_8));
      }
    }
  }

  private Path report(String job) throws IOException {
    try (Stream<Path> runs = Files.list(folder.resolve("home/reports/" + job))) {
      return runs.findFirst().orElseThrow();
    }
  }

  private static List<String> fields(Path report, String list) throws IOException {
    List<String> fields = new ArrayList<>();
    try (CsvReader<CsvRecord> rows = CsvReader.builder().ofCsvRecord(report.resolve(list))) {
      rows.forEach(row -> fields.addAll(row.getFields()));
    }
    return fields;
  }
}
