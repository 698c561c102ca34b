package io.godwit.files.content;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * What a gzip file of one member or several holds (RFC 1952).
 *
 * <p>The JDK's own reader takes a fault in the header of a second member for the file's end, so a
 * file that was cut there would be short without a word. Here the end is where a member ends and
 * nothing follows but zeros, with which tapes and some archivers fill a block.
 */
final class GzipInput extends BlockInput {

  private static final int BUFFER = 64 << 10;
  private static final int HEADER_CHECK = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;

  private final InputStream in;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 check = new CRC32();
  private final byte[] buffer = new byte[BUFFER];
  private int at;
  private int to;
  private boolean inMember;

  GzipInput(InputStream in) {
    this.in = in;
  }

  @Override
  public int read(byte[] bytes, int from, int most) throws IOException {
    if (most == 0) {
      return 0;
    }
    while (inMember || beginMember()) {
      int count = inflate(bytes, from, most);
      if (count > 0) {
        check.update(bytes, from, count);
        return count;
      }
      if (inflater.finished()) {
        endMember();
      } else if (at == to && !fill()) {
        throw cut();
      }
    }
    return -1;
  }

  private int inflate(byte[] bytes, int from, int most) throws IOException {
    try {
      inflater.setInput(buffer, at, to - at);
      int count = inflater.inflate(bytes, from, most);
      at = to - inflater.getRemaining();
      if (inflater.needsDictionary()) {
        throw new DamagedArchive("asks for a dictionary, which gzip has not");
      }
      return count;
    } catch (DataFormatException e) {
      throw new DamagedArchive("its data is damaged");
    }
  }

  private boolean beginMember() throws IOException {
    if (at == to && !fill()) {
      return false;
    }
    if (buffer[at] == 0) {
      requireZeros();
      return false;
    }
    if (next() != 0x1F || next() != 0x8B || next() != 8) {
      throw new DamagedArchive("something else stands behind what is packed");
    }
    int flags = next();
    for (int i = 0; i < 6; i++) {
      next();
    }
    if ((flags & EXTRA) != 0) {
      for (int left = next() | (next() << 8); left > 0; left--) {
        next();
      }
    }
    passText((flags & NAME) != 0);
    passText((flags & COMMENT) != 0);
    if ((flags & HEADER_CHECK) != 0) {
      next();
      next();
    }
    inflater.reset();
    check.reset();
    inMember = true;
    return true;
  }

  private void endMember() throws IOException {
    long sum = word();
    long length = word();
    if (sum != check.getValue() || length != (inflater.getBytesWritten() & 0xFFFFFFFFL)) {
      throw new DamagedArchive("its check sum says that it is damaged");
    }
    inMember = false;
  }

  private void requireZeros() throws IOException {
    do {
      while (at < to) {
        if (buffer[at] != 0) {
          throw new DamagedArchive("something else stands behind what is packed");
        }
        at++;
      }
    } while (fill());
  }

  private void passText(boolean there) throws IOException {
    int b = there ? next() : 0;
    while (b != 0) {
      b = next();
    }
  }

  private long word() throws IOException {
    return next() | (next() << 8) | (next() << 16) | ((long) next() << 24);
  }

  private int next() throws IOException {
    if (at == to && !fill()) {
      throw cut();
    }
    return buffer[at++] & 0xFF;
  }

  private boolean fill() throws IOException {
    at = 0;
    to = Math.max(0, in.read(buffer, 0, BUFFER));
    return to > 0;
  }

  private static DamagedArchive cut() {
    return new DamagedArchive("it is cut: its end is missing");
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    in.close();
  }
}
