package io.godwit.files;

import io.godwit.common.spec.SourceSpec;
import io.godwit.common.spi.Source;
import io.godwit.common.spi.SourceConnector;
import io.godwit.files.bytes.FileSource;
import io.godwit.files.content.FileSet;
import io.godwit.files.csv.CsvFormat;
import io.godwit.files.jsonl.JsonFormat;
import io.godwit.files.jsonl.JsonLinesFormat;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Opens the sources that are files. */
public final class FilesConnector implements SourceConnector {

  /** For {@link java.util.ServiceLoader}. */
  public FilesConnector() {}

  @Override
  public Optional<Source> open(SourceSpec spec, Path base) {
    return switch (spec) {
      case SourceSpec.Csv csv ->
          Optional.of(new FileSource(files(csv.csv(), base), new CsvFormat(csv), csv));
      case SourceSpec.JsonLines lines ->
          Optional.of(
              new FileSource(files(lines.jsonl(), base), new JsonLinesFormat(lines), lines));
      case SourceSpec.Json json ->
          Optional.of(new FileSource(files(json.json(), base), new JsonFormat(json), json));
    };
  }

  private static FileSet files(List<String> spelled, Path base) {
    return FileSet.of(spelled, base, System.in);
  }
}
