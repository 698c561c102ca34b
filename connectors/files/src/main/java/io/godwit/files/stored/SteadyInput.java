package io.godwit.files.stored;

import java.io.IOException;
import java.io.InputStream;

/**
 * Bytes that go on where they broke off: a read that fails is repeated from the byte that was
 * reached, as long as each attempt brings some. For one thread.
 */
public final class SteadyInput extends InputStream {

  private final Opener opener;
  private InputStream bytes;
  private long at;
  private boolean fresh;

  /** Opens the same bytes from one on. */
  @FunctionalInterface
  public interface Opener {
    /** The bytes from this one on. */
    InputStream open(long from) throws IOException;
  }

  /**
   * Bytes that are open.
   *
   * @param at where they begin
   */
  public SteadyInput(InputStream bytes, long at, Opener opener) {
    this.bytes = bytes;
    this.at = at;
    this.opener = opener;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    while (true) {
      try {
        int count = bytes.read(into, from, length);
        at += Math.max(0, count);
        fresh = false;
        return count;
      } catch (IOException e) {
        if (fresh || Thread.currentThread().isInterrupted()) {
          throw e;
        }
        reopen(e);
      }
    }
  }

  private void reopen(IOException first) throws IOException {
    try {
      bytes.close();
      bytes = opener.open(at);
      fresh = true;
    } catch (IOException second) {
      second.addSuppressed(first);
      throw second;
    }
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }
}
