package io.godwit.files.content;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * A file's bytes from its start, with a place of its own: several may go over one channel, and none
 * moves or closes what another one reads.
 */
final class FileBytes extends BlockInput {

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
  public int read(byte[] bytes, int from, int most) throws IOException {
    int count = channel.read(ByteBuffer.wrap(bytes, from, most), at);
    at += Math.max(0, count);
    return count;
  }
}
