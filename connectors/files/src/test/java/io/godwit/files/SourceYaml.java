package io.godwit.files;

import io.godwit.common.job.JobFile;
import io.godwit.common.spec.SourceSpec;
import io.godwit.common.spi.Source;
import io.godwit.files.bytes.FileFormat;
import io.godwit.files.csv.CsvFormat;
import io.godwit.files.jsonl.JsonFormat;
import io.godwit.files.jsonl.JsonLinesFormat;
import java.nio.file.Path;

/** Sources as job files say them. */
public final class SourceYaml {

  private static final String JOB =
      """
      job: test
      source:
      %s
      sink: { table: t, in: db, key: [id] }
      connections: { db: { jdbc: 'embedded:postgresql' } }
      """;

  private SourceYaml() {}

  /** What stands below {@code source:}. */
  public static SourceSpec spec(String yaml) {
    return JobFile.parse(JOB.formatted(yaml.indent(2)), "test.yaml").source();
  }

  /** The source of a folder. */
  public static Source in(Path folder, String yaml) {
    return new FilesConnector().open(spec(yaml), folder).orElseThrow();
  }

  /** The format of its files. */
  public static FileFormat format(SourceSpec spec) {
    return switch (spec) {
      case SourceSpec.Csv csv -> new CsvFormat(csv);
      case SourceSpec.JsonLines lines -> new JsonLinesFormat(lines);
      case SourceSpec.Json json -> new JsonFormat(json);
    };
  }
}
