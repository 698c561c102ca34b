package io.godwit.files;

import io.godwit.common.job.JobFile;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spec.SourceSpec;
import io.godwit.common.spi.Opening;
import io.godwit.common.spi.Source;
import io.godwit.common.wire.cbor.RowEncoder;
import io.godwit.files.bytes.FileFormat;
import io.godwit.files.csv.CsvFormat;
import io.godwit.files.jsonl.JsonFormat;
import io.godwit.files.jsonl.JsonLinesFormat;
import io.godwit.files.spec.CsvSpec;
import io.godwit.files.spec.FileSpec;
import io.godwit.files.spec.JsonLinesSpec;
import io.godwit.files.spec.JsonSpec;
import io.godwit.testkit.contract.PlainConnections;
import java.nio.file.Path;

/** Sources as job files say them. */
public final class SourceYaml {

  private static final String JOB =
      """
      job: test
      source:
      %s
      sink: { table: t, in: db, key: [id] }
      connections: { db: { jdbc: 'embedded:postgresql' }, disk: { folder: /disk } }
      """;

  private SourceYaml() {}

  /** What stands below {@code source:}. */
  public static FileSpec spec(String yaml) {
    return (FileSpec) JobFile.parse(JOB.formatted(yaml.indent(2)), "test.yaml").source();
  }

  /** The source of a folder. */
  public static Source in(Path folder, String yaml) {
    return in(folder, spec(yaml));
  }

  /** The source of a description, whose files lie in a folder. */
  public static Source in(Path folder, SourceSpec spec) {
    return opened(spec, new Opening(PlainConnections.none(), folder, RowEncoder::new));
  }

  /** The same, whose files lie in a store if it names one. */
  public static Source opened(SourceSpec spec, Opening opening) {
    try {
      return new FilesConnector().open(spec, opening);
    } catch (Trouble e) {
      throw new AssertionError("the test's store does not answer", e);
    }
  }

  /** The format of its files. */
  public static FileFormat format(FileSpec spec) {
    return switch (spec) {
      case CsvSpec csv -> new CsvFormat(csv, RowEncoder::new);
      case JsonLinesSpec lines -> new JsonLinesFormat(lines);
      case JsonSpec json -> new JsonFormat(json);
    };
  }
}
