package io.godwit.files.local;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/**
 * The files of a folder whose names match a pattern.
 *
 * @param folder absolute
 * @param pattern of the path below the folder, with slashes; {@code **} stands for any folders, be
 *     it none
 */
record Listing(Path folder, String pattern) {

  /** The names that match, with slashes, sorted. */
  List<String> names() throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new Refused(ErrorCode.SOURCE_MISSING, "there is no folder " + folder);
    }
    List<String> names = new ArrayList<>();
    int depth = pattern.contains("**") ? Integer.MAX_VALUE : pattern.split("/", -1).length;
    Visitor visitor = new Visitor(matchers(), names);
    Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), depth, visitor);
    Collections.sort(names);
    return names;
  }

  /** A shell's {@code **} is also no folder at all, and Java's is not. */
  private List<PathMatcher> matchers() {
    try {
      String flat = pattern.replace("**/", "");
      return List.of(
          FileSystems.getDefault().getPathMatcher("glob:" + pattern),
          FileSystems.getDefault().getPathMatcher("glob:" + flat));
    } catch (PatternSyntaxException e) {
      throw new Refused(
          ErrorCode.JOB_INVALID, "'" + pattern + "' is no pattern: " + e.getDescription(), e);
    }
  }

  private final class Visitor extends SimpleFileVisitor<Path> {

    private final List<PathMatcher> matchers;
    private final List<String> names;

    Visitor(List<PathMatcher> matchers, List<String> names) {
      this.matchers = matchers;
      this.names = names;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path below, BasicFileAttributes attributes) {
      return isHidden(below) && !below.equals(folder)
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      Path name = folder.relativize(file);
      if (attributes.isRegularFile()
          && !isHidden(file)
          && matchers.stream().anyMatch(matcher -> matcher.matches(name))) {
        names.add(name.toString().replace(java.io.File.separatorChar, '/'));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
      if (e instanceof FileSystemLoopException) {
        return FileVisitResult.CONTINUE;
      }
      throw e;
    }

    private boolean isHidden(Path path) {
      return path.getFileName() != null && path.getFileName().toString().startsWith(".");
    }
  }
}
