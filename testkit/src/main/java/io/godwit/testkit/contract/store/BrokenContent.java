package io.godwit.testkit.contract.store;

import io.godwit.common.store.ObjectContent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;

/**
 * A content that cannot be read behind a byte.
 *
 * @param bytes what it has
 * @param at how many of them are read; all of them make a content that is whole
 */
public record BrokenContent(byte[] bytes, int at) implements ObjectContent {

  @Override
  public long size() {
    return bytes.length;
  }

  @Override
  public InputStream open(long from) {
    InputStream start = new ByteArrayInputStream(bytes, 0, at);
    return at == bytes.length ? start : new SequenceInputStream(start, gone());
  }

  private static InputStream gone() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        throw new IOException("gone");
      }

      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        return read();
      }
    };
  }
}
