package io.godwit.files.bytes;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/**
 * The first bytes of a file.
 *
 * @param bytes not to be changed
 * @param body where the content starts: behind the byte order mark, which is no part of it
 */
public record Beginning(byte[] bytes, int body) {

  private static final int MARK_LENGTH = 3;

  /** The first bytes, fewer than asked for only where the file has fewer. */
  public static Beginning of(SeekableByteChannel channel, int most) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(most, channel.size()));
    channel.position(0);
    int count = 0;
    while (buffer.hasRemaining() && count >= 0) {
      count = channel.read(buffer);
    }
    byte[] bytes = buffer.array();
    return new Beginning(bytes, startsWithMark(bytes) ? MARK_LENGTH : 0);
  }

  /** Where the content of a file starts, which has a byte order mark or not. */
  public static Place body(SeekableByteChannel channel) throws IOException {
    return new Place(of(channel, MARK_LENGTH).body(), 1);
  }

  private static boolean startsWithMark(byte[] bytes) {
    return bytes.length >= MARK_LENGTH
        && bytes[0] == (byte) 0xEF
        && bytes[1] == (byte) 0xBB
        && bytes[2] == (byte) 0xBF;
  }
}
