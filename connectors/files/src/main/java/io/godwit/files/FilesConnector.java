package io.godwit.files;

import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spec.SourceSpec;
import io.godwit.common.spi.Opening;
import io.godwit.common.spi.Source;
import io.godwit.common.spi.SourceConnector;
import io.godwit.files.bytes.FileFormat;
import io.godwit.files.bytes.FileSource;
import io.godwit.files.content.FileSet;
import io.godwit.files.csv.CsvFormat;
import io.godwit.files.jsonl.JsonFormat;
import io.godwit.files.jsonl.JsonLinesFormat;
import io.godwit.files.local.LocalFiles;
import io.godwit.files.spec.CsvSpec;
import io.godwit.files.spec.FileSpec;
import io.godwit.files.spec.JsonLinesSpec;
import io.godwit.files.spec.JsonSpec;
import io.godwit.files.stored.StoredFileSet;
import java.util.List;
import java.util.Optional;

/** Opens the sources that are files. */
public final class FilesConnector implements SourceConnector {

  /** For {@link java.util.ServiceLoader}. */
  public FilesConnector() {}

  @Override
  public List<Class<? extends SourceSpec>> kinds() {
    return List.of(CsvSpec.class, JsonLinesSpec.class, JsonSpec.class);
  }

  @Override
  public Source open(SourceSpec spec, Opening opening) throws Trouble {
    return switch ((FileSpec) spec) {
      case CsvSpec csv -> open(csv, csv.csv(), new CsvFormat(csv, opening.rows()), opening);
      case JsonLinesSpec lines -> open(lines, lines.jsonl(), new JsonLinesFormat(lines), opening);
      case JsonSpec json -> open(json, json.json(), new JsonFormat(json), opening);
    };
  }

  private static Source open(
      FileSpec spec, List<String> spelled, FileFormat format, Opening opening) throws Trouble {
    FileSet files =
        spec.in().isPresent()
            ? new StoredFileSet(spec.in().get(), opening.store(spec.in().get()), spelled)
            : LocalFiles.of(
                spelled,
                opening.base(),
                System.in,
                file ->
                    opening
                        .connections()
                        .requireAllowed(file, Optional.of(opening.base()), "the source"));
    return new FileSource(files, format, spec);
  }
}
