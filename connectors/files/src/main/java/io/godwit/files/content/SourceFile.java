package io.godwit.files.content;

import io.godwit.common.model.ErrorCode;
import io.godwit.common.model.Refused;
import io.godwit.common.model.Trouble;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A file of a job.
 *
 * @param unit what origins and splits call it: its name, or, where the job has several of that
 *     name, its path as the job file spells it
 * @param path where it lies, absolute
 * @param content what tells its content from another where its size and time do not: the digest of
 *     a copy that is made anew for each process
 */
public record SourceFile(String unit, Path path, Optional<String> content) {

  /**
   * What tells a file from what it was.
   *
   * @param size in bytes
   * @param changed the time of the last change
   */
  public record Look(long size, FileTime changed) {}

  /** A file whose size and time of last change tell whether it is the same. */
  public SourceFile(String unit, Path path) {
    this(unit, path, Optional.empty());
  }

  /** Whether it is the standard input, which one reader reads. */
  public boolean isInput() {
    return content.isPresent();
  }

  /**
   * Its name, size and time of last change.
   *
   * @throws Refused where it is not there
   */
  public String fingerprint() throws Trouble {
    return unit + " " + state();
  }

  /** A short sign of its state, which is another one when it has changed. */
  public String mark() throws Trouble {
    CRC32C sum = new CRC32C();
    sum.update(state().getBytes(StandardCharsets.UTF_8));
    return Long.toHexString(sum.getValue() | 1L << 32).substring(1);
  }

  /**
   * Opens it for reading.
   *
   * @throws Refused where it is not there, is no file, or may not be read
   * @throws IOException where it could be opened at another time
   */
  public Content open(TextEncoding encoding) throws IOException {
    FileChannel channel = channel();
    try {
      Packing packing = Packing.of(first(channel));
      return packing == Packing.NONE && !encoding.isMadeWhileReading()
          ? new Content.Plain(channel, channel.size())
          : new Content.Made(channel, new ContentDecoding(unit, packing, encoding));
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** What a look at the file shows; cheap. */
  public Look look() throws Trouble {
    try {
      BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class);
      return new Look(found.size(), found.lastModifiedTime());
    } catch (NoSuchFileException e) {
      throw new Refused(ErrorCode.SOURCE_MISSING, "there is no file " + path, e);
    } catch (IOException e) {
      throw new Trouble(ErrorCode.SOURCE_UNREADABLE, "cannot look at " + path, e);
    }
  }

  private String state() throws Trouble {
    if (content.isPresent()) {
      return content.get();
    }
    Look look = look();
    return look.size() + " " + look.changed();
  }

  private FileChannel channel() throws IOException {
    if (!Files.isRegularFile(path)) {
      String what = Files.exists(path) ? "this is not a file: " : "there is no file ";
      throw new Refused(ErrorCode.SOURCE_MISSING, what + path);
    }
    try {
      return FileChannel.open(path, StandardOpenOption.READ);
    } catch (AccessDeniedException e) {
      throw new Refused(ErrorCode.SOURCE_MISSING, "this user may not read " + path, e);
    }
  }

  private static byte[] first(FileChannel channel) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(Packing.MAGIC);
    int count = 0;
    while (buffer.hasRemaining() && count >= 0) {
      count = channel.read(buffer);
    }
    return Arrays.copyOf(buffer.array(), buffer.position());
  }
}
