package io.godwit.common.wire.cbor;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The names of fields that were read lately, so that a name which comes in every record is one
 * object and not a million. It has a fixed number of places, and a name that finds none takes the
 * place of another: a source with ever new names costs time and no memory. For one thread.
 */
final class NameTable {

  private static final int PLACES = 128;
  private static final int TRIES = 4;

  /** Longer names are rare, and there are as many tables as partitions. */
  private static final int LONGEST = 64;

  private final @Nullable Name[] places = new @Nullable Name[PLACES];

  private record Name(byte[] bytes, String text) {}

  /** The name that a part of an array spells in UTF-8. */
  String find(byte[] in, int from, int to, CborReader reader) {
    if (to - from > LONGEST) {
      return reader.utf8(from, to);
    }
    int hash = to - from;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + in[i];
    }
    int home = hash ^ (hash >>> 15);
    for (int i = 0; i < TRIES; i++) {
      Name name = places[(home + i) & (PLACES - 1)];
      if (name == null) {
        return put(home + i, in, from, to, reader);
      }
      if (Arrays.equals(name.bytes, 0, name.bytes.length, in, from, to)) {
        return name.text;
      }
    }
    return put(home, in, from, to, reader);
  }

  private String put(int place, byte[] in, int from, int to, CborReader reader) {
    String text = reader.utf8(from, to);
    places[place & (PLACES - 1)] = new Name(Arrays.copyOfRange(in, from, to), text);
    return text;
  }
}
