package io.godwit.files.content;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.Arrays;

/**
 * The first bytes of a content.
 *
 * @param bytes not to be changed
 * @param body where the text starts: behind the byte order mark, which is no part of it
 * @param whole whether nothing follows
 */
public record ContentStart(byte[] bytes, int body, boolean whole) {

  private static final int MARK_LENGTH = 3;

  /** The first bytes, fewer than asked for only where the content has fewer. */
  public static ContentStart of(Content content, int most) throws IOException {
    ReadableByteChannel channel = content.from(0);
    // One more, to see whether one more is there.
    ByteBuffer buffer = ByteBuffer.allocate(most + 1);
    int count = 0;
    while (buffer.hasRemaining() && count >= 0) {
      count = channel.read(buffer);
    }
    boolean whole = buffer.hasRemaining();
    byte[] bytes = Arrays.copyOf(buffer.array(), Math.min(most, buffer.position()));
    return new ContentStart(bytes, startsWithMark(bytes) ? MARK_LENGTH : 0, whole);
  }

  private static boolean startsWithMark(byte[] bytes) {
    return bytes.length >= MARK_LENGTH
        && bytes[0] == (byte) 0xEF
        && bytes[1] == (byte) 0xBB
        && bytes[2] == (byte) 0xBF;
  }
}
