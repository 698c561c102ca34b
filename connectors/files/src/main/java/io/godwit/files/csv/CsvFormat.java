package io.godwit.files.csv;

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
import io.godwit.files.bytes.Place;
import io.godwit.files.bytes.SourceFile;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;

/** CSV as RFC 4180 has it, in UTF-8. */
public final class CsvFormat implements FileFormat {

  private final SourceSpec.Csv spec;

  /** The format that a job describes. */
  public CsvFormat(SourceSpec.Csv spec) {
    this.spec = spec;
  }

  @Override
  public Head head(SourceFile file, SeekableByteChannel channel) throws IOException {
    return spec.header().isPresent()
        ? head(spec.header().get(), Beginning.body(channel), file.unit())
        : head(CsvHeader.read(channel, spec.delimiter(), file.unit()), file.unit());
  }

  @Override
  public Framing framing(long line) {
    return new CsvFraming(spec.delimiter(), line);
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

  private Head head(CsvHeader header, String unit) {
    return header.names().isEmpty()
        ? new Head(
            header.end(), List.of(), decoder(new CsvColumns(List.of(), List.of(), List.of())))
        : head(header.names(), header.end(), unit);
  }

  private Head head(List<String> names, Place body, String unit) {
    return new Head(body, names, decoder(CsvColumns.of(names, spec, unit)));
  }

  private CsvDecoder decoder(CsvColumns columns) {
    return new CsvDecoder(columns, spec.delimiter());
  }
}
