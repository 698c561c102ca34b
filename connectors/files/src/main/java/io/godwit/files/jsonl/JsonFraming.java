package io.godwit.files.jsonl;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.files.bytes.Framing;
import java.util.BitSet;
import java.util.Optional;

/**
 * Where the elements of a JSON array, or objects that stand one behind the other, begin and end.
 *
 * <p>It counts brackets outside of texts. Two rules let it go on behind an element that is no JSON.
 * A text ends with its line: JSON has no line end inside a text, so a quote too many or too few
 * costs the rest of its line. And a bracket that closes what is not open closes the nearest one of
 * its kind, so one that was forgotten costs its element. What still cannot be followed is in the
 * element up to the file's end.
 *
 * <p>What stands between elements means nothing here: blanks, commas, and the end of the array. So
 * a fresh framing goes on at any element and knows nothing of those before.
 */
final class JsonFraming implements Framing {

  private static final byte LF = '\n';

  private final boolean inArray;
  private long line;

  /** Of each open bracket, whether it is a curly one. */
  private final BitSet curly = new BitSet();

  private int depth;
  private boolean begun;
  private boolean inText;
  private boolean escaped;
  private boolean arrayEnded;

  /** A framing within an array, or among objects. */
  JsonFraming(long line, boolean inArray) {
    this.line = line;
    this.inArray = inArray;
  }

  @Override
  public int skip(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to && isBetween(bytes[i])) {
      line += bytes[i] == LF ? 1 : 0;
      arrayEnded |= bytes[i] == ']';
      i++;
    }
    depth = 0;
    begun = false;
    inText = false;
    escaped = false;
    return i;
  }

  private boolean isBetween(byte b) {
    return isBlank(b) || b == ',' || (inArray && b == ']');
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == LF || b == '\r' || b == '\t';
  }

  @Override
  public int end(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      int end = inText ? inText(bytes[i], i) : outside(bytes[i], i);
      if (end >= 0) {
        return end;
      }
      begun = true;
      line += bytes[i] == LF ? 1 : 0;
    }
    return -1;
  }

  /** The element's end, or -1 where it goes on. */
  private int inText(byte b, int at) {
    if (b == LF) {
      inText = false;
      escaped = false;
      return depth == 0 ? at : -1;
    }
    boolean closes = b == '"' && !escaped;
    escaped = b == '\\' && !escaped;
    inText = !closes;
    return closes && depth == 0 ? at + 1 : -1;
  }

  private int outside(byte b, int at) {
    return switch (b) {
      case '"', '{', '[' -> {
        if (depth == 0 && begun) {
          yield at;
        }
        open(b);
        yield -1;
      }
      case '}', ']' -> close(b, at);
      case ',', ' ', '\t', '\r', LF -> depth == 0 && begun ? at : -1;
      default -> -1;
    };
  }

  private void open(byte b) {
    if (b == '"') {
      inText = true;
    } else {
      curly.set(depth, b == '{');
      depth++;
    }
  }

  private int close(byte b, int at) {
    if (depth == 0) {
      return begun ? at : at + 1;
    }
    int opened = depth - 1;
    while (opened >= 0 && curly.get(opened) != (b == '}')) {
      opened--;
    }
    if (opened >= 0) {
      depth = opened;
      return depth == 0 ? at + 1 : -1;
    }
    return b == ']' && inArray ? at : -1;
  }

  @Override
  public long line() {
    return line;
  }

  @Override
  public Optional<Failure> unfinished() {
    return depth > 0 || inText
        ? Optional.of(
            new Failure(
                ErrorCode.JSON_MALFORMED,
                "the file ends inside of it: something is not closed, or the file is cut"))
        : Optional.empty();
  }

  @Override
  public Optional<String> missing() {
    return inArray && !arrayEnded && unfinished().isEmpty()
        ? Optional.of("has no ] at the end of its array: it seems to be cut")
        : Optional.empty();
  }
}
