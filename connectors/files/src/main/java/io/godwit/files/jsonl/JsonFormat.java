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
import io.godwit.files.content.FormatGuess;
import io.godwit.files.content.SourceFile;
import io.godwit.files.content.TextEncoding;
import io.godwit.files.spec.JsonSpec;
import java.io.IOException;
import java.util.List;
import tools.jackson.core.json.JsonFactory;

/** An array of objects, or one object behind the other. */
public final class JsonFormat implements FileFormat {

  private static final int FEW_BYTES = 8 << 10;

  private final JsonSpec spec;
  private final TextEncoding encoding;
  private final JsonFactory json = JsonLimits.factory();

  /** The format that a job describes. */
  public JsonFormat(JsonSpec spec) {
    this.spec = spec;
    this.encoding = TextEncoding.of(spec.encoding());
  }

  @Override
  public TextEncoding encoding() {
    return encoding;
  }

  @Override
  public Head head(SourceFile file, Content content) throws IOException {
    ContentStart start = ContentStart.of(content, FEW_BYTES);
    byte[] bytes = start.bytes();
    LineFraming blanks = new LineFraming(1);
    int first = blanks.skip(bytes, start.body(), bytes.length);
    boolean array = first < bytes.length && bytes[first] == '[';
    if (first < bytes.length && !array && bytes[first] != '{') {
      throw new Refused(
          ErrorCode.SOURCE_FORMAT,
          file.unit()
              + " "
              + FormatGuess.otherText(start)
                  .orElse(
                      "begins with neither [ nor {, so it holds neither an array of objects nor"
                          + " objects: is it CSV? then write csv: instead of json:"));
    }
    FilePlace body = new FilePlace(array ? first + 1L : first, blanks.line());
    JsonDecoder decoder = new JsonDecoder(json, List.copyOf(spec.key()), encoding, "object");
    return new Head(body, List.of(), decoder, line -> new JsonFraming(line, array));
  }

  @Override
  public Schema schema(List<String> columns, List<Document> sample) {
    return SampledTypes.schema(sample, spec.key());
  }
}
