package io.godwit.files.csv;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.files.bytes.FieldFailure;
import io.godwit.files.bytes.FilePlace;
import io.godwit.files.bytes.Framing;
import io.godwit.files.bytes.OtherEncoding;
import io.godwit.files.content.Content;
import io.godwit.files.content.ContentStart;
import io.godwit.files.content.TextEncoding;
import io.godwit.files.spec.CsvSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what stands before the first row of a file. */
final class HeadReader {

  /** Most headers have some hundred bytes, and every reader of a split reads its file's. */
  private static final int FEW_BYTES = 8 << 10;

  /** A longer header is a quote that nobody closed, or the file is no CSV. */
  private static final int MANY_BYTES = 1 << 20;

  private final CsvSpec spec;
  private final CsvDialect dialect;
  private final TextEncoding encoding;
  private final String unit;

  HeadReader(CsvSpec spec, TextEncoding encoding, String unit) {
    this.spec = spec;
    this.dialect = CsvDialect.of(spec);
    this.encoding = encoding;
    this.unit = unit;
  }

  /**
   * Where rows may start in a file without a header.
   *
   * @throws Refused where the file has fewer lines than are to be passed over
   */
  FilePlace body(Content content) throws IOException {
    ContentStart few = ContentStart.of(content, FEW_BYTES);
    Optional<FilePlace> place = behindSkipped(few);
    return place.isPresent() || few.whole()
        ? place.orElseThrow(this::tooFewLines)
        : behindSkipped(ContentStart.of(content, MANY_BYTES)).orElseThrow(this::tooFewLines);
  }

  /**
   * The header.
   *
   * @throws Refused where there is none that can be used
   */
  CsvHeader header(Content content) throws IOException {
    ContentStart few = ContentStart.of(content, FEW_BYTES);
    Optional<CsvHeader> header = header(few);
    return header.isPresent()
        ? header.get()
        : header(ContentStart.of(content, MANY_BYTES)).orElseThrow(this::noEnd);
  }

  /** Empty where more has to be read to tell. */
  private Optional<CsvHeader> header(ContentStart beginning) {
    Optional<FilePlace> place = behindSkipped(beginning);
    if (place.isEmpty()) {
      return atEnd(beginning, tooFewLines());
    }
    byte[] bytes = beginning.bytes();
    Framing framing = dialect.framing(place.get().line());
    int start = framing.skip(bytes, (int) place.get().offset(), bytes.length);
    if (start == bytes.length && beginning.whole()) {
      return Optional.of(new CsvHeader(List.of(), new FilePlace(start, framing.line())));
    }
    int end = framing.end(bytes, start, bytes.length);
    if (end < 0 && (!beginning.whole() || framing.unfinished().isPresent())) {
      return atEnd(beginning, noEnd());
    }
    end = end < 0 ? bytes.length : end;
    List<String> names = names(bytes, start, end);
    new Misreading(spec, beginning, unit).refuse(names, start, end);
    return Optional.of(new CsvHeader(names, new FilePlace(end, framing.line())));
  }

  private static Optional<CsvHeader> atEnd(ContentStart beginning, Refused refused) {
    if (beginning.whole()) {
      throw refused;
    }
    return Optional.empty();
  }

  /** Lines as any program counts them: what stands in them is no CSV, so quotes mean nothing. */
  private Optional<FilePlace> behindSkipped(ContentStart beginning) {
    byte[] bytes = beginning.bytes();
    int at = beginning.body();
    for (int line = 0; line < spec.skip(); line++) {
      while (at < bytes.length && bytes[at] != '\r' && bytes[at] != '\n') {
        at++;
      }
      boolean pair = at + 1 < bytes.length && bytes[at] == '\r' && bytes[at + 1] == '\n';
      boolean known = pair || at + 1 < bytes.length || beginning.whole();
      if (at == bytes.length || !known) {
        return Optional.empty();
      }
      at += pair ? 2 : 1;
    }
    return Optional.of(new FilePlace(at, 1L + spec.skip()));
  }

  private List<String> names(byte[] record, int start, int end) {
    byte[] bytes = encoding.isByRecord() ? encoding.utf8(record, start, end) : record;
    int from = encoding.isByRecord() ? 0 : start;
    int to = encoding.isByRecord() ? bytes.length : end;
    RowFields fields = dialect.fields(to - from + 1);
    fields.split(bytes, from, to);
    if (fields.unclosed()) {
      throw noEnd();
    }
    if (fields.afterQuote() >= 0) {
      throw refused(fields.afterQuote(), "text follows its closing quote");
    }
    FieldText text = new FieldText(fields, dialect, encoding);
    List<String> names = new ArrayList<>();
    for (int i = 0; i < fields.count(); i++) {
      try {
        names.add(text.of(bytes, i));
      } catch (FieldFailure e) {
        String advice = e.code() == ErrorCode.TEXT_ENCODING ? OtherEncoding.advice(encoding) : "";
        throw refused(i, e.why() + advice);
      }
    }
    return names;
  }

  private Refused refused(int column, String why) {
    return new Refused(
        ErrorCode.SOURCE_HEADER, "column " + (column + 1) + " of " + unit + ": " + why);
  }

  private Refused noEnd() {
    return new Refused(
        ErrorCode.SOURCE_HEADER,
        "the header of " + unit + " has a quote that is not closed, or more than 1MB");
  }

  private Refused tooFewLines() {
    return new Refused(
        ErrorCode.SOURCE_HEADER,
        unit
            + " has not the "
            + spec.skip()
            + " lines that source.skip passes over, or they have"
            + " more than 1MB");
  }
}
