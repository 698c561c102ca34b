package io.godwit.files.content;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * A file's bytes from its start, with a place of its own: several may go over one channel, and none
 * moves or closes what another one reads.
 */
final class FileBytes extends InputStream {

  private final FileChannel channel;
  private long at;

  /**
   * The bytes of an opened file.
   *
   * @param channel left open by {@link #close}
   */
  FileBytes(FileChannel channel) {
    this.channel = channel;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int from, int most) throws IOException {
    int count = channel.read(ByteBuffer.wrap(bytes, from, most), at);
    at += Math.max(0, count);
    return count;
  }
}
