package io.godwit.files;

import io.godwit.common.spec.SourceSpec;
import io.godwit.common.spi.Opening;
import io.godwit.common.spi.Source;
import io.godwit.common.spi.SourceConnector;
import io.godwit.files.bytes.FileSource;
import io.godwit.files.content.FileSet;
import io.godwit.files.csv.CsvFormat;
import io.godwit.files.jsonl.JsonFormat;
import io.godwit.files.jsonl.JsonLinesFormat;
import io.godwit.files.spec.CsvSpec;
import io.godwit.files.spec.FileSpec;
import io.godwit.files.spec.JsonLinesSpec;
import io.godwit.files.spec.JsonSpec;
import java.nio.file.Path;
import java.util.List;

/** Opens the sources that are files. */
public final class FilesConnector implements SourceConnector {

  /** For {@link java.util.ServiceLoader}. */
  public FilesConnector() {}

  @Override
  public List<Class<? extends SourceSpec>> kinds() {
    return List.of(CsvSpec.class, JsonLinesSpec.class, JsonSpec.class);
  }

  @Override
  public Source open(SourceSpec spec, Opening opening) {
    return switch ((FileSpec) spec) {
      case CsvSpec csv ->
          new FileSource(files(csv.csv(), opening.base()), new CsvFormat(csv, opening.rows()), csv);
      case JsonLinesSpec lines ->
          new FileSource(files(lines.jsonl(), opening.base()), new JsonLinesFormat(lines), lines);
      case JsonSpec json ->
          new FileSource(files(json.json(), opening.base()), new JsonFormat(json), json);
    };
  }

  private static FileSet files(List<String> spelled, Path base) {
    return FileSet.of(spelled, base, System.in);
  }
}
