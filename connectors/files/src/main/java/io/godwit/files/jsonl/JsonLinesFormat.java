package io.godwit.files.jsonl;

import io.godwit.common.model.Document;
import io.godwit.common.model.Field;
import io.godwit.common.model.Knowledge;
import io.godwit.common.model.Schema;
import io.godwit.common.model.Type;
import io.godwit.common.spec.SourceSpec;
import io.godwit.files.bytes.Beginning;
import io.godwit.files.bytes.FileFormat;
import io.godwit.files.bytes.Framing;
import io.godwit.files.bytes.Head;
import io.godwit.files.bytes.SourceFile;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** One JSON object a line, in UTF-8. */
public final class JsonLinesFormat implements FileFormat {

  /** MongoDB itself allows a hundred levels; the parser and its callers recurse. */
  private static final int MOST_LEVELS = 200;

  private final SourceSpec.JsonLines spec;
  private final JsonFactory json;

  /** The format that a job describes. */
  public JsonLinesFormat(SourceSpec.JsonLines spec) {
    this.spec = spec;
    this.json =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(MOST_LEVELS)
                    // A string is bounded by its line, and that by max-record.
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();
  }

  @Override
  public Head head(SourceFile file, SeekableByteChannel channel) throws IOException {
    return new Head(
        Beginning.body(channel), List.of(), new JsonDecoder(json, List.copyOf(spec.key())));
  }

  @Override
  public Framing framing(long line) {
    return new LineFraming(line);
  }

  @Override
  public Schema schema(List<String> columns, List<Document> sample) {
    List<Field> fields = new ArrayList<>();
    SampledTypes.of(sample)
        .forEach((name, type) ->
            fields.add(
                new Field(name, Type.of(type), Knowledge.NATIVE, spec.key().contains(name))));
    return new Schema(fields, spec.key(), false);
  }
}
