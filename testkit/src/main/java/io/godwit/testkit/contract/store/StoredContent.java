package io.godwit.testkit.contract.store;

import io.godwit.common.store.ObjectContent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Random;

/**
 * A content for tests of stores.
 *
 * @param bytes what is read
 * @param size what it says of itself
 */
record StoredContent(byte[] bytes, long size) implements ObjectContent {

  /** What happens to whoever reads on. */
  @FunctionalInterface
  interface Happening {
    void happen() throws IOException;
  }

  /** An honest one. */
  StoredContent(byte[] bytes) {
    this(bytes, bytes.length);
  }

  /** Bytes that look like no others of another seed. */
  static byte[] bytes(int size, long seed) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  @Override
  public InputStream open(long from) {
    return new ByteArrayInputStream(bytes, (int) from, bytes.length - (int) from);
  }

  /** The same content, but something happens where half of it has been read. */
  ObjectContent inTheMiddle(Happening happening) {
    return new ObjectContent() {
      @Override
      public long size() {
        return size;
      }

      @Override
      public InputStream open(long from) {
        return new Interrupted(bytes, (int) from, happening);
      }
    };
  }

  /** A stream in which something happens once half of all bytes have been given. */
  private static final class Interrupted extends InputStream {
    private final byte[] bytes;
    private final Happening happening;
    private int next;

    Interrupted(byte[] bytes, int from, Happening happening) {
      this.bytes = bytes;
      this.next = from;
      this.happening = happening;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int half = bytes.length / 2;
      if (next == half) {
        happening.happen();
      }
      int end = next < half ? half : bytes.length;
      if (next == end) {
        return -1;
      }
      int count = Math.min(length, end - next);
      System.arraycopy(bytes, next, into, offset, count);
      next += count;
      return count;
    }
  }
}
