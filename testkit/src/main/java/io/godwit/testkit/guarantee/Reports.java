package io.godwit.testkit.guarantee;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The report files of runs. */
public final class Reports {

  private Reports() {}

  /** The folder of a job's newest report in the home of a command. */
  public static Path newest(Path home, String job) throws IOException {
    try (Stream<Path> runs = Files.list(home.resolve("reports").resolve(job))) {
      return runs.sorted().toList().getLast();
    }
  }

  /** A column of a list, such as {@code failed.csv}, in its order. */
  public static List<String> column(Path list, String name) {
    try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(list)) {
      return reader.stream().map(row -> row.getField(name)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
