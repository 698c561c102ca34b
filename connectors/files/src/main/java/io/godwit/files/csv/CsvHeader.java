package io.godwit.files.csv;

import io.godwit.common.model.ErrorCode;
import io.godwit.common.model.Refused;
import io.godwit.files.bytes.BadField;
import io.godwit.files.bytes.Beginning;
import io.godwit.files.bytes.Place;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * The header row of a file.
 *
 * @param names as they stand in it; none where the file holds nothing
 * @param end behind the row, before its line end
 */
record CsvHeader(List<String> names, Place end) {

  /** Most headers have some hundred bytes, and every reader of a split reads its file's. */
  private static final int FEW_BYTES = 8 << 10;

  /** A longer header is a quote that nobody closed, or the file is no CSV. */
  private static final int MANY_BYTES = 1 << 20;

  /**
   * Reads the first row.
   *
   * @param unit the file, for messages
   * @throws Refused where it is no header
   */
  static CsvHeader read(SeekableByteChannel channel, char delimiter, String unit)
      throws IOException {
    boolean small = channel.size() <= FEW_BYTES;
    Beginning few = Beginning.of(channel, FEW_BYTES);
    CsvFraming framing = new CsvFraming(delimiter, 1);
    int start = framing.skip(few.bytes(), few.body(), few.bytes().length);
    int end = framing.end(few.bytes(), start, few.bytes().length);
    return small || end >= 0
        ? read(few, delimiter, unit, small)
        : read(Beginning.of(channel, MANY_BYTES), delimiter, unit, channel.size() <= MANY_BYTES);
  }

  private static CsvHeader read(Beginning beginning, char delimiter, String unit, boolean whole) {
    byte[] bytes = beginning.bytes();
    CsvFraming framing = new CsvFraming(delimiter, 1);
    int start = framing.skip(bytes, beginning.body(), bytes.length);
    if (start == bytes.length && whole) {
      return new CsvHeader(List.of(), new Place(start, framing.line()));
    }
    int end = framing.end(bytes, start, bytes.length);
    if (end < 0 && (!whole || framing.unfinished().isPresent())) {
      throw new Refused(
          ErrorCode.SOURCE_HEADER,
          "the header of " + unit + " has a quote that is not closed, or more than 1MB");
    }
    end = end < 0 ? bytes.length : end;
    Place place = new Place(end, framing.line());
    return new CsvHeader(names(bytes, start, end, delimiter, unit), place);
  }

  private static List<String> names(byte[] bytes, int from, int to, char delimiter, String unit) {
    FieldSplitter fields = new FieldSplitter(delimiter, to - from + 1);
    fields.split(bytes, from, to);
    if (fields.afterQuote() >= 0) {
      throw refused(unit, fields.afterQuote(), "text follows its closing quote");
    }
    FieldText text = new FieldText(fields);
    List<String> names = new ArrayList<>();
    for (int i = 0; i < fields.count(); i++) {
      try {
        names.add(text.of(bytes, i));
      } catch (BadField e) {
        throw refused(unit, i, e.why());
      }
    }
    return names;
  }

  private static Refused refused(String unit, int column, String why) {
    return new Refused(
        ErrorCode.SOURCE_HEADER, "column " + (column + 1) + " of " + unit + ": " + why);
  }
}
