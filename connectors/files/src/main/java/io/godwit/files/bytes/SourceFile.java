package io.godwit.files.bytes;

import io.godwit.common.model.ErrorCode;
import io.godwit.common.model.Refused;
import io.godwit.common.model.Trouble;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/**
 * A file of a job.
 *
 * @param unit what origins and splits call it: its name, or, where the job has several of that
 *     name, its path as the job file spells it
 * @param path where it lies, absolute
 */
public record SourceFile(String unit, Path path) {

  /** The files that a job names. */
  public static List<SourceFile> of(List<String> spelled, Path base) {
    List<String> names = spelled.stream().map(text -> Path.of(text).getFileName() + "").toList();
    return spelled.stream()
        .map(text -> {
          String name = Path.of(text).getFileName() + "";
          boolean alone = names.indexOf(name) == names.lastIndexOf(name);
          Path path = base.resolve(text).toAbsolutePath().normalize();
          return new SourceFile(alone ? name : text, path);
        })
        .toList();
  }

  /**
   * Its name, size and time of last change.
   *
   * @throws Refused where it is not there
   */
  String fingerprint() throws Trouble {
    try {
      BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class);
      return unit + " " + found.size() + " " + found.lastModifiedTime();
    } catch (NoSuchFileException e) {
      throw new Refused(ErrorCode.SOURCE_MISSING, "there is no file " + path, e);
    } catch (IOException e) {
      throw new Trouble(ErrorCode.SOURCE_MISSING, "cannot look at " + path, e);
    }
  }

  /**
   * Opens it for reading.
   *
   * @throws Refused where it is not there, is no file, or may not be read
   * @throws IOException where it could be opened at another time
   */
  FileChannel open() throws IOException {
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
}
