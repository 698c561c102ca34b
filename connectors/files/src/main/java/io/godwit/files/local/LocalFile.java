package io.godwit.files.local;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.files.content.Content;
import io.godwit.files.content.SourceFile;
import io.godwit.files.content.TextEncoding;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Optional;

/**
 * A file on this machine's disks.
 *
 * @param unit what origins and splits call it: its name, or, where the job has several of that
 *     name, its path as the job file spells it
 * @param path where it lies, absolute
 * @param content what tells its content from another where its size and time do not: the digest of
 *     a copy that is made anew for each process
 */
public record LocalFile(String unit, Path path, Optional<String> content) implements SourceFile {

  /** A file whose size and time of last change tell whether it is the same. */
  public LocalFile(String unit, Path path) {
    this(unit, path, Optional.empty());
  }

  @Override
  public String place() {
    return path.toString();
  }

  @Override
  public boolean isInput() {
    return content.isPresent();
  }

  @Override
  public Content open(TextEncoding encoding) throws IOException {
    FileChannel channel = channel();
    try {
      return Content.of(unit, first(channel), channel, encoding);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public Look look() throws Trouble {
    try {
      BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class);
      return new Look(found.size(), found.lastModifiedTime().toString());
    } catch (NoSuchFileException e) {
      throw new Refused(ErrorCode.SOURCE_MISSING, "there is no file " + path, e);
    } catch (IOException e) {
      throw new Trouble(ErrorCode.SOURCE_UNREADABLE, "cannot look at " + path, e);
    }
  }

  @Override
  public String state() throws Trouble {
    return content.isPresent() ? content.get() : SourceFile.super.state();
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
    ByteBuffer buffer = ByteBuffer.allocate(Content.BEGINNING);
    int count = 0;
    while (buffer.hasRemaining() && count >= 0) {
      count = channel.read(buffer);
    }
    return Arrays.copyOf(buffer.array(), buffer.position());
  }
}
