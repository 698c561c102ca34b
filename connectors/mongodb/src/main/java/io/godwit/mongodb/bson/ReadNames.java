package io.godwit.mongodb.bson;

import io.godwit.common.model.failure.ErrorCode;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * The names of a document's fields as they are read. Those of the document before are remembered:
 * the next one mostly has the same, and then shares their array. For one thread.
 */
final class ReadNames {

  private static final int FEW = 8;

  private String[] names = {};
  private byte[][] encoded = {};
  private int count;

  /** Whether all names so far are those of the document before, so that its array is not ours. */
  private boolean same;

  /** Whether the arrays hold the names of a whole document. */
  private boolean whole = true;

  /** A document begins. */
  void begin() {
    if (!whole) {
      names = new String[0];
      encoded = new byte[0][];
    }
    whole = false;
    count = 0;
    same = true;
  }

  /** The name of its next field. */
  void add(byte[] in, int from, int to) throws UnreadableDocument {
    if (same && count < names.length && isKnown(in, from, to)) {
      count++;
      return;
    }
    if (same || count == names.length) {
      names = Arrays.copyOf(names, Math.max(FEW, 2 * count));
      encoded = Arrays.copyOf(encoded, names.length);
      same = false;
    }
    names[count] = BsonText.of(in, from, to);
    encoded[count] = Arrays.copyOfRange(in, from, to);
    count++;
  }

  private boolean isKnown(byte[] in, int from, int to) {
    byte[] known = encoded[count];
    return Arrays.equals(in, from, to, known, 0, known.length);
  }

  /** The name that was added last. */
  String last() {
    return names[count - 1];
  }

  /**
   * All names of the document; not changed any more.
   *
   * @throws UnreadableDocument where one occurs twice
   */
  String[] take() throws UnreadableDocument {
    if (same && count == names.length) {
      whole = true;
      return names;
    }
    names = Arrays.copyOf(names, count);
    encoded = Arrays.copyOf(encoded, count);
    if (!same) {
      requireDistinct(names);
    }
    whole = true;
    return names;
  }

  /**
   * Refuses a name that stands twice: a record holds a name once, and whichever of the two was left
   * away would be lost without a word.
   */
  static void requireDistinct(String[] names) throws UnreadableDocument {
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        throw new UnreadableDocument(
                ErrorCode.VALUE_UNSUPPORTED,
                "the document has two fields of this name, and a record holds one of them; rename"
                    + " or remove the other at the source")
            .in(name);
      }
    }
  }
}
