package io.godwit.files.jsonl;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.schema.Schema;
import io.godwit.common.model.value.Document;
import io.godwit.files.bytes.FileFormat;
import io.godwit.files.bytes.FilePlace;
import io.godwit.files.bytes.Head;
import io.godwit.files.content.Content;
import io.godwit.files.content.ContentStart;
import io.godwit.files.content.SourceFile;
import io.godwit.files.content.TextEncoding;
import io.godwit.files.spec.JsonLinesSpec;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.json.JsonFactory;

/** One JSON object a line. */
public final class JsonLinesFormat implements FileFormat {

  private static final int SOME_LINES = 64 << 10;

  private final JsonLinesSpec spec;
  private final TextEncoding encoding;
  private final JsonFactory json = JsonLimits.factory();

  /** The format that a job describes. */
  public JsonLinesFormat(JsonLinesSpec spec) {
    this.spec = spec;
    this.encoding = TextEncoding.of(spec.encoding());
  }

  @Override
  public TextEncoding encoding() {
    return encoding;
  }

  @Override
  public Head head(SourceFile file, Content content) throws IOException {
    ContentStart start = ContentStart.of(content, SOME_LINES);
    Optional<String> seems = LinesCheck.seems(start);
    if (seems.isPresent()) {
      throw new Refused(ErrorCode.SOURCE_FORMAT, file.unit() + " " + seems.get());
    }
    JsonDecoder decoder = new JsonDecoder(json, List.copyOf(spec.key()), encoding, "line");
    return new Head(new FilePlace(start.body(), 1), List.of(), decoder, LineFraming::new);
  }

  @Override
  public Schema schema(List<String> columns, List<Document> sample) {
    return SampledTypes.schema(sample, spec.key());
  }
}
