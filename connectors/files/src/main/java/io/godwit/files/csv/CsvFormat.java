package io.godwit.files.csv;

import io.godwit.common.model.schema.Field;
import io.godwit.common.model.schema.Knowledge;
import io.godwit.common.model.schema.Schema;
import io.godwit.common.model.schema.Type;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.RowBuilder;
import io.godwit.files.bytes.FileFormat;
import io.godwit.files.bytes.FilePlace;
import io.godwit.files.bytes.Head;
import io.godwit.files.content.Content;
import io.godwit.files.content.SourceFile;
import io.godwit.files.content.TextEncoding;
import io.godwit.files.spec.CsvSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** CSV as RFC 4180 has it, or as the job says. */
public final class CsvFormat implements FileFormat {

  private final CsvSpec spec;
  private final CsvDialect dialect;
  private final TextEncoding encoding;
  private final Supplier<RowBuilder> rows;

  /**
   * The format that a job describes.
   *
   * @param rows makes what builds the rows of a reader
   */
  public CsvFormat(CsvSpec spec, Supplier<RowBuilder> rows) {
    this.rows = rows;
    this.spec = spec;
    this.dialect = CsvDialect.of(spec);
    this.encoding = TextEncoding.of(spec.encoding());
  }

  @Override
  public TextEncoding encoding() {
    return encoding;
  }

  @Override
  public Head head(SourceFile file, Content content) throws IOException {
    HeadReader reader = new HeadReader(spec, encoding, file.unit());
    if (spec.header().isPresent()) {
      return head(spec.header().get(), reader.body(content), file.unit());
    }
    CsvHeader header = reader.header(content);
    return header.names().isEmpty()
        ? head(new CsvColumns(List.of(), List.of(), List.of(), 0), header.end())
        : head(header.names(), header.end(), file.unit());
  }

  @Override
  public Schema schema(List<String> columns, List<Document> sample) {
    List<Field> fields = new ArrayList<>();
    TypeGuess.of(columns, spec.types(), sample)
        .forEach((name, type) ->
            fields.add(
                new Field(
                    name,
                    Type.of(type),
                    spec.bareTexts().has(name) ? Knowledge.BARE : Knowledge.DECLARED,
                    spec.key().contains(name))));
    return new Schema(fields, spec.key(), true);
  }

  private Head head(List<String> names, FilePlace body, String unit) {
    return head(CsvColumns.of(names, spec, unit), body);
  }

  private Head head(CsvColumns columns, FilePlace body) {
    return new Head(
        body,
        columns.names(),
        new CsvDecoder(columns, spec, encoding, rows.get()),
        dialect::framing);
  }
}
