package io.godwit.files.content;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.util.Optional;
import java.util.OptionalLong;

/** The bytes of an opened file in which records are found. For one thread at a time. */
public sealed interface Content extends AutoCloseable {

  /** How many there are; empty where only reading to the end could tell. */
  OptionalLong size();

  /**
   * The bytes from an offset on. What an earlier call answered is then of no more use.
   *
   * @param offset at most how many bytes there are
   * @throws io.godwit.common.model.failure.Refused where a packed file is damaged, now or while it
   *     is read
   */
  ReadableByteChannel from(long offset) throws IOException;

  /** What is done to the file's bytes before records are found in them; empty where nothing is. */
  String made();

  @Override
  void close() throws IOException;

  /** How many of a file's first bytes tell how it is packed. */
  int BEGINNING = Packing.MAGIC;

  /**
   * A file on this machine's disks.
   *
   * @param unit what messages call it
   * @param beginning its first {@link #BEGINNING} bytes, fewer where it has fewer
   * @param channel closed with what is answered
   */
  static Content of(String unit, byte[] beginning, FileChannel channel, TextEncoding encoding)
      throws IOException {
    return made(unit, beginning, FileBytes.of(channel), encoding)
        .orElse(new Plain(channel, channel.size()));
  }

  /**
   * A file anywhere else.
   *
   * @param bytes closed with what is answered
   */
  static Content of(String unit, byte[] beginning, RawBytes bytes, TextEncoding encoding)
      throws IOException {
    return made(unit, beginning, bytes, encoding).orElse(new Distant(bytes, bytes.size()));
  }

  private static Optional<Content> made(
      String unit, byte[] beginning, RawBytes bytes, TextEncoding encoding) {
    Packing packing = Packing.of(beginning);
    return packing == Packing.NONE && !encoding.isMadeWhileReading()
        ? Optional.empty()
        : Optional.of(new Made(bytes, new ContentDecoding(unit, packing, encoding)));
  }

  /**
   * The file's own bytes.
   *
   * @param channel closed with this
   */
  record Plain(FileChannel channel, long length) implements Content {
    @Override
    public OptionalLong size() {
      return OptionalLong.of(length);
    }

    @Override
    public ReadableByteChannel from(long offset) throws IOException {
      channel.position(offset);
      return channel;
    }

    @Override
    public String made() {
      return "";
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }

  /** The own bytes of a file that is opened anew for each offset. */
  final class Distant implements Content {

    private final RawBytes bytes;
    private final long length;
    private InputStream answered = InputStream.nullInputStream();

    Distant(RawBytes bytes, long length) {
      this.bytes = bytes;
      this.length = length;
    }

    @Override
    public OptionalLong size() {
      return OptionalLong.of(length);
    }

    @Override
    public ReadableByteChannel from(long offset) throws IOException {
      answered.close();
      answered = bytes.from(offset);
      return Channels.newChannel(answered);
    }

    @Override
    public String made() {
      return "";
    }

    @Override
    public void close() throws IOException {
      try (bytes) {
        answered.close();
      }
    }
  }

  /** Bytes that are made of the file's while it is read. */
  final class Made implements Content {

    private final RawBytes bytes;
    private final ContentDecoding decoding;
    private InputStream answered = InputStream.nullInputStream();

    Made(RawBytes bytes, ContentDecoding decoding) {
      this.bytes = bytes;
      this.decoding = decoding;
    }

    @Override
    public OptionalLong size() {
      return OptionalLong.empty();
    }

    /** Begins again at the file's start, since what is made depends on all that came before. */
    @Override
    public ReadableByteChannel from(long offset) throws IOException {
      answered.close();
      answered = decoding.stream(bytes.from(0));
      ReadableByteChannel made = Channels.newChannel(answered);
      ByteBuffer passed = ByteBuffer.allocate(64 << 10);
      for (long left = offset; left > 0; ) {
        passed.clear().limit((int) Math.min(passed.capacity(), left));
        int count = made.read(passed);
        if (count < 0) {
          throw decoding.shorter(offset - left, offset);
        }
        left -= count;
      }
      return made;
    }

    @Override
    public String made() {
      return decoding.text();
    }

    @Override
    public void close() throws IOException {
      try (bytes) {
        answered.close();
      }
    }
  }
}
