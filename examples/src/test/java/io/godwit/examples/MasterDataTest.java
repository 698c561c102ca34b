package io.godwit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.embedded.EmbeddedStack;
import io.godwit.embedded.Part;
import io.godwit.testkit.fleet.GodwitProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The demonstration that runs a job over a table as it was in May and as it was in June, typed
 * twice. What is right is known by comparing the two files here, line by line.
 */
class MasterDataTest {

  private static final Path EXAMPLE = ShippedExamples.EXAMPLES.resolve("master-data");
  private static final int OURS = 2;
  private static final int OLD = 3;

  @TempDir private Path folder;

  /** The lines of a month by the id that each begins with; no row has a line end in it. */
  private static Map<String, String> month(String day) throws IOException {
    Path file = EXAMPLE.resolve("data/runways-" + day + ".csv.gz");
    Map<String, String> lines = new HashMap<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      reader.lines().skip(1).forEach(line -> lines.put(line.substring(0, line.indexOf(',')), line));
    }
    return lines;
  }

  private static long missing(Map<String, String> from, Map<String, String> in) {
    return from.keySet().stream().filter(id -> !in.containsKey(id)).count();
  }

  private List<String> demo(Path home, int number) throws Exception {
    Path output = folder.resolve("output-" + number);
    List<String> command = List.of("demo", "master-data", "--home", home.toString(), "--json");
    try (GodwitProcess demo = GodwitProcess.start(folder, output, Map.of(), command)) {
      assertThat(demo.await(Duration.ofMinutes(5))).as(Files.readString(output)).isZero();
    }
    return Files.readAllLines(output).stream()
        .filter(line -> line.contains("\"type\":\"result\""))
        .toList();
  }

  /** How many lines of a month stand in another just so. */
  private static long same(Map<String, String> one, Map<String, String> other) {
    return one.entrySet().stream()
        .filter(line -> line.getValue().equals(other.get(line.getKey())))
        .count();
  }

  private static void assertResult(String line, long read, long unchanged, long gone) {
    assertThat(line)
        .contains(
            "\"balanced\":true",
            "\"read\":" + read + ",",
            "\"written\":" + (read - unchanged) + ",",
            "\"unchanged\":" + unchanged + ",",
            "\"gone\":" + gone + ",");
  }

  @Test
  void eachMonthIsWrittenAndWhatIsGoneIsDeleted() throws Exception {
    Map<String, String> may = month("2026-05-14");
    Map<String, String> june = month("2026-06-23");
    Path home = folder.resolve("home");

    List<String> first = demo(home, 1);
    assertThat(first).hasSize(2);
    assertResult(first.getFirst(), may.size(), 0, OLD);
    assertResult(first.getLast(), june.size(), same(june, may), missing(may, june));

    List<String> again = demo(home, 2);
    assertResult(again.getFirst(), may.size(), same(may, june), OLD + missing(june, may));
    assertResult(again.getLast(), june.size(), same(june, may), missing(may, june));
    assertThat(missing(june, may)).as("not a comparison of nothing").isPositive();

    try (EmbeddedStack stack = EmbeddedStack.start(home, EnumSet.of(Part.POSTGRESQL));
        Connection connection = DriverManager.getConnection(stack.jdbcUrl())) {
      compare(june, connection);
    }
  }

  /** The table as lines of the file: a number as its digits stand there, null as nothing. */
  private static void compare(Map<String, String> expected, Connection connection)
      throws SQLException {
    Map<String, String> found = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("select * from runways where origin = 'ourairports'")) {
      int columns = rows.getMetaData().getColumnCount() - 1;
      while (rows.next()) {
        StringBuilder line = new StringBuilder(text(rows, 1));
        for (int column = 2; column <= columns; column++) {
          line.append(',').append(text(rows, column));
        }
        found.put(text(rows, 1), line.toString());
      }
    }
    Map<String, String> lines = new HashMap<>();
    expected.forEach((id, line) -> lines.put(id, unquoted(line)));
    assertThat(found).hasSameSizeAs(lines);
    found.forEach((id, line) -> assertThat(line).as(id).isEqualTo(lines.get(id)));
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("select count(*) from runways where origin = 'ours'")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getInt(1)).isEqualTo(OURS);
    }
  }

  private static String text(ResultSet rows, int column) throws SQLException {
    String text = rows.getString(column);
    return text == null ? "" : text;
  }

  private static String unquoted(String line) {
    return line.replace("\"", "");
  }
}
