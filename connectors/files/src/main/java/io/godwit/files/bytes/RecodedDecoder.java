package io.godwit.files.bytes;

import io.godwit.common.model.value.Key;
import io.godwit.files.content.TextEncoding;
import java.util.Optional;

/** Understands records of an encoding of one byte a character: turns each into UTF-8 first. */
final class RecodedDecoder implements RecordDecoder {

  private final TextEncoding encoding;
  private final RecordDecoder decoder;

  RecodedDecoder(TextEncoding encoding, RecordDecoder decoder) {
    this.encoding = encoding;
    this.decoder = decoder;
  }

  @Override
  public Decoded decode(byte[] bytes, int from, int to) {
    if (isAscii(bytes, from, to)) {
      return decoder.decode(bytes, from, to);
    }
    byte[] utf8 = encoding.utf8(bytes, from, to);
    return decoder.decode(utf8, 0, utf8.length);
  }

  @Override
  public Optional<Key> keyOfBeginning(byte[] bytes, int from, int to) {
    byte[] utf8 = encoding.utf8(bytes, from, to);
    return decoder.keyOfBeginning(utf8, 0, utf8.length);
  }

  private static boolean isAscii(byte[] bytes, int from, int to) {
    int signs = 0;
    for (int i = from; i < to; i++) {
      signs |= bytes[i];
    }
    return signs >= 0;
  }
}
