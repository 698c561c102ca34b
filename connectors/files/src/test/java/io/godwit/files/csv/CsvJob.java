package io.godwit.files.csv;

import io.godwit.common.model.schema.FieldType;
import io.godwit.common.spec.SourceSpec;
import io.godwit.common.spec.rule.Size;
import io.godwit.common.spi.Source;
import io.godwit.files.SourceYaml;
import io.godwit.files.spec.CsvSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a job says of its CSV files, as far as a test cares. */
record CsvJob(
    List<String> files,
    List<String> key,
    Map<String, FieldType> types,
    Optional<List<String>> header,
    long maxRecord) {

  static CsvJob of(String... files) {
    return new CsvJob(List.of(files), List.of("id"), Map.of(), Optional.empty(), 1 << 20);
  }

  CsvJob key(String... names) {
    return new CsvJob(files, List.of(names), types, header, maxRecord);
  }

  CsvJob types(Map<String, FieldType> declared) {
    return new CsvJob(files, key, declared, header, maxRecord);
  }

  CsvJob header(String... names) {
    return new CsvJob(files, key, types, Optional.of(List.of(names)), maxRecord);
  }

  CsvJob maxRecord(long bytes) {
    return new CsvJob(files, key, types, header, bytes);
  }

  Source in(Path folder) {
    SourceSpec spec =
        new CsvSpec(
            files,
            key,
            types,
            header,
            ',',
            SourceSpec.Duplicates.ANY,
            new Size(1 << 20),
            new Size(maxRecord));
    return SourceYaml.in(folder, spec);
  }
}
