package io.godwit.files.content;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/** How a file is packed, which its first bytes tell and its name does not. */
enum Packing {
  NONE,
  GZIP,
  ZSTD;

  /** How many bytes are needed to tell. */
  static final int MAGIC = 4;

  /** The packing of a file that begins so. */
  static Packing of(byte[] bytes) {
    if (bytes.length >= 3 && at(bytes, 0) == 0x1F && at(bytes, 1) == 0x8B && at(bytes, 2) == 8) {
      return GZIP;
    }
    if (bytes.length < MAGIC) {
      return NONE;
    }
    int word = at(bytes, 0) | (at(bytes, 1) << 8) | (at(bytes, 2) << 16) | (at(bytes, 3) << 24);
    // A frame, or one of the frames of foreign data that may come before it.
    return word == 0xFD2FB528 || (word & 0xFFFFFFF0) == 0x184D2A50 ? ZSTD : NONE;
  }

  /** What is in it, be it in one piece or in several that were put one behind the other. */
  InputStream unpacked(InputStream packed) throws IOException {
    return switch (this) {
      case NONE -> packed;
      case GZIP -> new GzipInput(packed);
      // Not ZstdInputStream, whose finalizer closes what it reads at a time of its own choosing.
      case ZSTD -> new ZstdInputStreamNoFinalizer(new ZstdFrames(packed));
    };
  }

  String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static int at(byte[] bytes, int index) {
    return bytes[index] & 0xFF;
  }
}
