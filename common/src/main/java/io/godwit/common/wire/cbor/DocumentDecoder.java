package io.godwit.common.wire.cbor;

import static io.godwit.common.wire.cbor.CborReader.malformed;

import io.godwit.common.model.value.Document;
import java.util.Arrays;

/**
 * Reads what {@link DocumentEncoder} writes. For one thread at a time: it remembers the names of
 * the map before, since the next one mostly has the same, and then shares their array.
 */
public final class DocumentDecoder {

  private static final byte[] NOTHING = {};

  /** Longer names are rare, and there are as many decoders as partitions. */
  private static final int LONGEST_KEPT = 64;

  private final NameTable names = new NameTable();
  private String[] lastNames = new String[0];

  /** The items that {@link #lastNames} were read from; the next record mostly has the same. */
  private byte[][] lastItems = new byte[0][];

  /**
   * The document of a CBOR map, as it stands in a dead letter.
   *
   * @param bytes given away: the document is over them
   * @throws IllegalArgumentException where the bytes are not what the encoder writes
   */
  public Document decode(byte[] bytes) {
    try {
      CborReader in = new CborReader(bytes);
      if (in.next() != CborWriter.MAP) {
        throw malformed("a work record is a map");
      }
      Document document = topLevel(in);
      if (!in.isAtEnd()) {
        throw malformed("something follows the map");
      }
      return document;
    } catch (RuntimeException e) {
      // Anything may stand in a topic: parts that are missing, days that no calendar has.
      throw new IllegalArgumentException("the work record cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * The fields of a record in a pack: a map, or the values that belong to these names.
   *
   * @param starts has room for as many values as names
   */
  public Document decode(CborReader in, String[] shared, CellStarts starts) {
    return switch (in.next()) {
      case CborWriter.MAP -> topLevel(in);
      case CborWriter.ARRAY -> {
        int count = in.count();
        if (count != shared.length) {
          throw malformed(count + " values for " + shared.length + " names");
        }
        yield Document.over(shared, starts.pass(in, count));
      }
      default -> throw malformed("the fields of a record are a map or an array");
    };
  }

  private Document topLevel(CborReader in) {
    int size = in.count();
    if (size != lastNames.length) {
      lastNames = new String[size];
      lastItems = new byte[size][];
      Arrays.fill(lastItems, NOTHING);
    }
    boolean own = false;
    CellStarts starts = new CellStarts(size + 1);
    for (int i = 0; i < size; i++) {
      if (!in.passes(lastItems[i])) {
        // Not into the same array: records that were read share it.
        lastNames = own ? lastNames : lastNames.clone();
        own = true;
        int start = in.at();
        lastNames[i] = in.name(names);
        lastItems[i] = in.at() - start <= LONGEST_KEPT ? in.since(start) : NOTHING;
      }
      starts.begin(in);
      ValueCheck.pass(in, 1);
    }
    starts.begin(in);
    return Document.over(lastNames, starts.cells(in, 0));
  }
}
