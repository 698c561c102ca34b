package io.godwit.files.csv;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.files.bytes.Framing;
import java.util.Optional;

/**
 * Where the records of a CSV file begin and end that is not as RFC 4180 has it: another quote or
 * none, an escape, comments, blanks around fields, records that end at their line. One byte after
 * the other; what {@link CsvFraming} says of bytes and of CR and LF holds here too.
 */
final class DialectFraming implements Framing {

  private static final byte CR = '\r';
  private static final byte LF = '\n';

  private enum State {
    /** Before the first byte of a field, but for blanks. */
    START,
    OPEN,
    QUOTED,
    QUOTE_IN_QUOTED,
    ESCAPED_IN_OPEN,
    ESCAPED_IN_QUOTED
  }

  private final CsvDialect dialect;
  private long line;
  private long quoteLine;
  private State state = State.START;
  private boolean inComment;
  private byte previous;

  DialectFraming(CsvDialect dialect, long line) {
    this.dialect = dialect;
    this.line = line;
  }

  @Override
  public int skip(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to && isBetween(bytes[i])) {
      inComment = inComment ? !isLineEnd(bytes[i]) : bytes[i] == dialect.comment();
      countLine(bytes[i]);
      previous = bytes[i];
      i++;
    }
    if (i < to) {
      state = State.START;
      previous = dialect.delimiter();
    }
    return i;
  }

  private boolean isBetween(byte b) {
    return inComment || isLineEnd(b) || dialect.isBlank(b) || b == dialect.comment();
  }

  @Override
  public int end(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      byte b = bytes[i];
      if (isLineEnd(b) && (!dialect.multiline() || !isInValue())) {
        return i;
      }
      state = next(b);
      countLine(b);
      previous = b;
    }
    return -1;
  }

  private boolean isInValue() {
    return state == State.QUOTED
        || state == State.ESCAPED_IN_QUOTED
        || state == State.ESCAPED_IN_OPEN;
  }

  private State next(byte b) {
    return switch (state) {
      case START -> b == dialect.quote() ? opened() : dialect.isBlank(b) ? State.START : open(b);
      case OPEN -> open(b);
      case QUOTED -> quoted(b);
      case QUOTE_IN_QUOTED -> b == dialect.quote() ? State.QUOTED : open(b);
      case ESCAPED_IN_OPEN -> State.OPEN;
      case ESCAPED_IN_QUOTED -> State.QUOTED;
    };
  }

  private State opened() {
    quoteLine = line;
    return State.QUOTED;
  }

  private State open(byte b) {
    if (b == dialect.delimiter()) {
      return State.START;
    }
    return b == dialect.escape() ? State.ESCAPED_IN_OPEN : State.OPEN;
  }

  private State quoted(byte b) {
    if (b == dialect.quote()) {
      return State.QUOTE_IN_QUOTED;
    }
    return b == dialect.escape() ? State.ESCAPED_IN_QUOTED : State.QUOTED;
  }

  @Override
  public long line() {
    return line;
  }

  @Override
  public Optional<String> againstSprawl() {
    return dialect.multiline() ? Optional.of(CsvFraming.AGAINST_SPRAWL) : Optional.empty();
  }

  @Override
  public Optional<Failure> unfinished() {
    boolean inQuotes = state == State.QUOTED || state == State.ESCAPED_IN_QUOTED;
    return dialect.multiline() && inQuotes
        ? Optional.of(new Failure(ErrorCode.CSV_UNCLOSED_QUOTE, CsvFraming.unclosed(quoteLine)))
        : Optional.empty();
  }

  private static boolean isLineEnd(byte b) {
    return b == CR || b == LF;
  }

  private void countLine(byte b) {
    if (b == CR || (b == LF && previous != CR)) {
      line++;
    }
  }
}
