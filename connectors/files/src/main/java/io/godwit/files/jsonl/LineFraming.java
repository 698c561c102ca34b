package io.godwit.files.jsonl;

import io.godwit.common.model.failure.Failure;
import io.godwit.files.bytes.ByteSearch;
import io.godwit.files.bytes.Framing;
import java.util.Optional;

/**
 * Where the lines of a JSON Lines file begin and end: at newlines only, since JSON has none inside
 * a string. White space at the start of a line is passed over, so a line of nothing else is blank.
 */
final class LineFraming implements Framing {

  private static final byte LF = '\n';

  private long line;

  LineFraming(long line) {
    this.line = line;
  }

  @Override
  public int skip(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to && isSpace(bytes[i])) {
      if (bytes[i] == LF) {
        line++;
      }
      i++;
    }
    return i;
  }

  @Override
  public int end(byte[] bytes, int from, int to) {
    int end = ByteSearch.first(bytes, from, to, LF);
    return end == to ? -1 : end;
  }

  @Override
  public long line() {
    return line;
  }

  @Override
  public Optional<Failure> unfinished() {
    return Optional.empty();
  }

  private static boolean isSpace(byte b) {
    return b == LF || b == '\r' || b == ' ' || b == '\t';
  }
}
