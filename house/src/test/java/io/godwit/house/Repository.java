package io.godwit.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** The whole source tree, of which this module is one part. */
final class Repository {

  private static final List<String> NOT_SOURCES = List.of("target", ".git", ".godwit");

  private Repository() {}

  /** The folder of the root pom: told by the build, or the outermost one above that has modules. */
  static Path root() {
    String told = System.getProperty("godwit.root", "");
    if (!told.isEmpty()) {
      return Path.of(told);
    }
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path pom = at.resolve("pom.xml");
      if (Files.exists(pom) && text(pom).contains("<modules>")) {
        return at;
      }
    }
    throw new IllegalStateException("no pom.xml with modules above the working folder");
  }

  /** Every Java file of the repository, sorted. */
  static List<Path> javaFiles() {
    List<Path> files = new ArrayList<>();
    try {
      Files.walkFileTree(
          root(),
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
              return NOT_SOURCES.contains(folder.getFileName().toString())
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (file.toString().endsWith(".java")) {
                files.add(file);
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files.stream().sorted().toList();
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The path as messages show it. */
  static String name(Path file) {
    return root().relativize(file).toString();
  }
}
