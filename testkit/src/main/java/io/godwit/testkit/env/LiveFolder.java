package io.godwit.testkit.env;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/**
 * A folder that is looked at while others write in it.
 *
 * <p>{@link Files#walk} ends with an error when a file that it has listed is gone before it is
 * looked at, as a part is that is given its final name: a test that counts what a killed worker has
 * stored would fail now and then.
 */
public final class LiveFolder {

  private LiveFolder() {}

  /**
   * The regular files below a folder, in no order; none where there is no such folder. A file may
   * be gone by the time that the caller reads it.
   *
   * @throws IOException if one is there and cannot be looked at
   */
  public static List<Path> files(Path root) throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes its) {
            if (its.isRegularFile()) {
              files.add(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            return goneOrThrown(e);
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, IOException e) throws IOException {
            return e == null ? FileVisitResult.CONTINUE : goneOrThrown(e);
          }
        });
    return files;
  }

  private static FileVisitResult goneOrThrown(IOException e) throws IOException {
    if (e instanceof NoSuchFileException || e instanceof FileNotFoundException) {
      return FileVisitResult.CONTINUE;
    }
    throw e;
  }
}
