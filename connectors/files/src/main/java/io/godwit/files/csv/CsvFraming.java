package io.godwit.files.csv;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.files.bytes.ByteSearch;
import io.godwit.files.bytes.Framing;
import java.util.Optional;

/**
 * Where the records of a CSV file begin and end.
 *
 * <p>A byte stands in one of four states: at the start of a field, in an unquoted field, in a
 * quoted field, behind a quote within a quoted field. Only three bytes can change what a line end
 * means, so the search stops at the quote and at the line ends alone, and not at delimiters: a byte
 * is at the start of a field exactly where the one before it is a delimiter or it is the record's
 * first, which is looked up when a quote is met and costs nothing elsewhere.
 *
 * <p>Working on bytes is safe, since no byte of a multi-byte UTF-8 sequence is below 128, and the
 * delimiter, the quote and the line ends are.
 */
final class CsvFraming implements Framing {

  static final String AGAINST_SPRAWL =
      "where no value holds line ends, multiline: false lets a quote spoil its own line only";

  private static final byte QUOTE = '"';
  private static final byte CR = '\r';
  private static final byte LF = '\n';

  /** At the start of a field or in an unquoted one; which of both, {@link #previous} tells. */
  private static final int OPEN = 0;

  private static final int QUOTED = 1;
  private static final int QUOTE_IN_QUOTED = 2;

  private final byte delimiter;
  private long line;
  private long quoteLine;
  private int state = OPEN;

  /** The last byte looked at; a delimiter where none was, since a record starts as a field does. */
  private byte previous;

  CsvFraming(char delimiter, long line) {
    this.delimiter = (byte) delimiter;
    this.previous = this.delimiter;
    this.line = line;
  }

  @Override
  public int skip(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to && (bytes[i] == CR || bytes[i] == LF)) {
      countLine(bytes[i]);
      previous = bytes[i];
      i++;
    }
    if (i < to) {
      state = OPEN;
      previous = delimiter;
    }
    return i;
  }

  @Override
  public int end(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to) {
      if (state == QUOTE_IN_QUOTED) {
        state = bytes[i] == QUOTE ? QUOTED : OPEN;
        if (state == QUOTED) {
          i++;
          continue;
        }
      }
      int hit = ByteSearch.first(bytes, i, to, QUOTE, CR, LF);
      if (hit == to) {
        break;
      }
      if (state == QUOTED && betweenQuotedFields(bytes, hit, to)) {
        quoteLine = line;
        i = hit + 3;
        continue;
      }
      previous = hit > from ? bytes[hit - 1] : previous;
      if (bytes[hit] == QUOTE) {
        quote();
      } else if (state == QUOTED) {
        countLine(bytes[hit]);
      } else {
        return hit;
      }
      i = hit + 1;
    }
    previous = to > from ? bytes[to - 1] : previous;
    return -1;
  }

  @Override
  public long line() {
    return line;
  }

  @Override
  public Optional<Failure> unfinished() {
    return state == QUOTED
        ? Optional.of(new Failure(ErrorCode.CSV_UNCLOSED_QUOTE, unclosed(quoteLine)))
        : Optional.empty();
  }

  static String unclosed(long line) {
    return "the quote that opens in line " + line + " is not closed";
  }

  @Override
  public Optional<String> againstSprawl() {
    return Optional.of(AGAINST_SPRAWL);
  }

  /**
   * A short cut through three states: files that quote every field have this between all of them.
   */
  private boolean betweenQuotedFields(byte[] bytes, int at, int to) {
    return at + 2 < to
        && bytes[at] == QUOTE
        && bytes[at + 1] == delimiter
        && bytes[at + 2] == QUOTE;
  }

  /** A quote inside an unquoted field is a character like any other. */
  private void quote() {
    if (state == QUOTED) {
      state = QUOTE_IN_QUOTED;
    } else if (previous == delimiter) {
      state = QUOTED;
      quoteLine = line;
    }
  }

  /** CR, LF and the two in this order are one line end each. */
  private void countLine(byte lineEnd) {
    if (lineEnd == CR || previous != CR) {
      line++;
    }
  }
}
