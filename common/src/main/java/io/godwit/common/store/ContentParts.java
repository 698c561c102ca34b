package io.godwit.common.store;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * A content cut into parts, in one pass that holds one part at a time. What it has read is counted
 * against the size that the content told: an object is named only behind the last byte of exactly
 * that many. For one thread.
 */
public final class ContentParts implements AutoCloseable {

  private final String name;
  private final long size;
  private final int part;
  private final InputStream in;
  private long read;

  /**
   * Opens a content.
   *
   * @param name of the object that it becomes, for messages
   * @param part the bytes of every part but the last, from 1
   * @throws Trouble where it cannot be read
   */
  public ContentParts(String name, ObjectContent content, int part) throws Trouble {
    this.name = name;
    this.size = content.size();
    this.part = part;
    try {
      in = content.open(0);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /**
   * The next part, which is not empty; nothing behind the last one.
   *
   * @throws UnfitObject where fewer bytes come than were told, or more
   * @throws Trouble where they cannot be read
   */
  public Optional<byte[]> next() throws Trouble, UnfitObject {
    try {
      int length = (int) Math.min(part, size - read);
      if (length == 0) {
        if (in.read() >= 0) {
          throw UnfitObject.changed(name, size, "more");
        }
        return Optional.empty();
      }
      byte[] bytes = in.readNBytes(length);
      read += bytes.length;
      if (bytes.length < length) {
        throw UnfitObject.changed(name, size, String.valueOf(read));
      }
      return Optional.of(bytes);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** All of it, where it fits into one part; as {@link #next()}. */
  public byte[] all() throws Trouble, UnfitObject {
    byte[] bytes = next().orElseGet(() -> new byte[0]);
    if (bytes.length > 0) {
      next();
    }
    return bytes;
  }

  /** Ends the reading; what goes wrong then has no bearing on what was read. */
  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      // Every byte that counts has been read, or the put fails for another reason already.
    }
  }

  private Trouble unreadable(IOException e) {
    return new Trouble(
        ErrorCode.SOURCE_UNREADABLE,
        "the content of '" + name + "' cannot be read behind byte " + read + ": " + e.getMessage(),
        e);
  }
}
