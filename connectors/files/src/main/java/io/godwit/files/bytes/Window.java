package io.godwit.files.bytes;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.Arrays;

/**
 * The bytes of a part of a file, a piece at a time. What lies from {@link #mark} on is kept when
 * more is read, everything before is given up; so memory is bounded by what the user marks.
 */
final class Window {

  /** Where nobody knows yet how much there is to read. */
  static final long OPEN_END = Long.MAX_VALUE;

  private final ReadableByteChannel channel;
  private final long end;

  /** The file's bytes from {@code base} on, valid before {@link #to}. */
  byte[] bytes;

  /** The offset in the file of the first of {@link #bytes}. */
  long base;

  /** The first byte that must be kept. */
  int mark;

  /** The next byte to look at. */
  int at;

  /** Behind the last byte that was read. */
  int to;

  /**
   * A window that ends at an offset of the content, which has at least as many bytes.
   *
   * @param channel brings the bytes from the start on
   * @param end {@link #OPEN_END} where the content ends by itself
   * @param piece how many bytes to read at once, from 1
   */
  Window(ReadableByteChannel channel, long start, long end, int piece) {
    this.channel = channel;
    this.end = end;
    this.base = start;
    this.bytes = new byte[piece];
  }

  /** The offset in the file of the next byte to look at. */
  long offset() {
    return base + at;
  }

  /** Gives up everything that was read. */
  void forget() {
    mark = to;
    at = to;
  }

  /**
   * Reads on behind {@link #to}.
   *
   * @return false where the window's end is reached
   * @throws Refused where the file ends before the window
   */
  boolean more() throws IOException {
    if (base + to >= end) {
      return false;
    }
    if (mark > 0) {
      System.arraycopy(bytes, mark, bytes, 0, to - mark);
      base += mark;
      at -= mark;
      to -= mark;
      mark = 0;
    }
    if (to == bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * bytes.length);
    }
    int most = (int) Math.min(bytes.length - to, end - base - to);
    int count = channel.read(ByteBuffer.wrap(bytes, to, most));
    if (count < 0 && end == OPEN_END) {
      return false;
    }
    if (count < 0) {
      throw new Refused(
          ErrorCode.SOURCE_CHANGED,
          "the file ends at byte " + (base + to) + ", but had " + end + " when it was planned");
    }
    to += count;
    return true;
  }
}
