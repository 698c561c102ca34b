package io.godwit.files.content;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * A file's bytes from an offset on, with a place of its own: several may go over one channel, and
 * none moves or closes what another one reads.
 */
final class FileBytes extends BlockInput {

  private final FileChannel channel;
  private long at;

  /**
   * The bytes of an opened file.
   *
   * @param channel left open by {@link #close}
   */
  private FileBytes(FileChannel channel, long at) {
    this.channel = channel;
    this.at = at;
  }

  /** The bytes of an opened file, from any offset. */
  static RawBytes of(FileChannel channel) {
    return new RawBytes() {
      @Override
      public long size() throws IOException {
        return channel.size();
      }

      @Override
      public InputStream from(long offset) {
        return new FileBytes(channel, offset);
      }

      @Override
      public void close() throws IOException {
        channel.close();
      }
    };
  }

  @Override
  public int read(byte[] bytes, int from, int most) throws IOException {
    int count = channel.read(ByteBuffer.wrap(bytes, from, most), at);
    at += Math.max(0, count);
    return count;
  }
}
