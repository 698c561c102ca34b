package io.godwit.files.jsonl;

import io.godwit.common.model.Reading;
import io.godwit.common.model.value.Document;
import io.godwit.common.spec.SourceSpec;
import io.godwit.common.spec.rule.Size;
import io.godwit.common.spi.Source;
import io.godwit.files.SourceYaml;
import io.godwit.files.bytes.Readings;
import io.godwit.files.spec.JsonLinesSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads one file of JSON Lines by the key {@code _id}. */
record JsonJob(Path folder) {

  static final int MAX_RECORD = 4096;

  Source source(byte[] bytes) throws Exception {
    Files.write(folder.resolve("docs.jsonl"), bytes);
    SourceSpec spec =
        new JsonLinesSpec(
            List.of("docs.jsonl"),
            List.of("_id"),
            SourceSpec.Duplicates.ANY,
            new Size(1 << 20),
            new Size(MAX_RECORD));
    return SourceYaml.in(folder, spec);
  }

  List<Reading> read(byte[] bytes) throws Exception {
    return Readings.of(source(bytes));
  }

  static Document fields(Reading reading) {
    return ((Reading.Read) reading).record().fields();
  }
}
