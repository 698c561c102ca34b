package io.godwit.testkit.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code migrated.csv}, {@code dropped.csv} and {@code failed.csv} together hold every record of
 * the source exactly once.
 */
public record EveryRecordOnce() implements Guarantee {
  @Override
  public void check(FinishedRun run) {
    List<String> origins = new ArrayList<>();
    for (String file : List.of("migrated.csv", "dropped.csv", "failed.csv")) {
      origins.addAll(origins(run.reports().resolve(file)));
    }
    // Sets first: containsExactlyInAnyOrder over 100,000 elements is quadratic.
    assertThat(origins).as("records listed").hasSize(run.origins().size());
    assertThat(new java.util.HashSet<>(origins)).as("records").isEqualTo(run.origins());
  }

  private static List<String> origins(Path file) {
    try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(file)) {
      return reader.stream().map(row -> row.getField("origin")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
