package io.godwit.files.folder;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Knows which folders lie below the store's by no link that leads out of it. A folder is looked at
 * once: whoever can put a link in its place later can write to the store's folder anyway.
 *
 * <p>Any thread may ask.
 */
final class SafeFolders {

  private static final int KNOWN = 10_000;

  private final Path root;
  private final boolean follow;
  private final Set<Path> known = new LinkedHashSet<>();

  SafeFolders(Path root, boolean follow) {
    this.root = root;
    this.follow = follow;
  }

  /** What stands in a path's way to its folder. */
  sealed interface Way {

    /** It is there. */
    record Free() implements Way {}

    /** It, or a folder on the way to it, is not there. */
    record Missing() implements Way {}

    /** Something else is, which is not to be passed through. */
    record Barred(String why) implements Way {}
  }

  /** Whether the folder of a file is there and inside. */
  Way to(Path folder) throws IOException {
    return to(folder, false);
  }

  /** The same, and what is missing is made, durably. */
  Way made(Path folder) throws IOException {
    return to(folder, true);
  }

  private Way to(Path folder, boolean makes) throws IOException {
    if (folder.equals(root) || isKnown(folder)) {
      return new Way.Free();
    }
    Path at = root;
    for (Path part : root.relativize(folder)) {
      Path above = at;
      at = at.resolve(part);
      if (!isKnown(at)) {
        Way way = oneStep(above, at, makes);
        if (!(way instanceof Way.Free)) {
          return way;
        }
        know(at);
      }
    }
    return new Way.Free();
  }

  private Way oneStep(Path above, Path at, boolean makes) throws IOException {
    Optional<BasicFileAttributes> found = FolderEntries.look(at, LinkOption.NOFOLLOW_LINKS);
    if (found.isEmpty()) {
      if (!makes) {
        return new Way.Missing();
      }
      make(above, at);
      return oneStep(above, at, false);
    }
    if (found.get().isSymbolicLink()) {
      boolean inside = follow && Files.isDirectory(at) && at.toRealPath().startsWith(root);
      return inside ? new Way.Free() : new Way.Barred("a link stands in its way: " + at);
    }
    return found.get().isDirectory()
        ? new Way.Free()
        : new Way.Barred("a file stands where it needs a folder: " + at);
  }

  private static void make(Path above, Path at) throws IOException {
    try {
      Files.createDirectory(at);
      force(above);
    } catch (FileAlreadyExistsException e) {
      // Another put was quicker; what it made is looked at like any other.
    }
  }

  /**
   * Makes the store's own folder, two levels below one that has to be there: no disk can be missing
   * then.
   */
  void makeRoot() throws IOException {
    if (!Files.isDirectory(root) && Files.isDirectory(above(above(root)))) {
      Files.createDirectories(root);
    }
  }

  private static Path above(Path path) {
    return Optional.ofNullable(path.getParent()).orElse(path);
  }

  /**
   * Deletes a folder and those that it stands in, as far as nothing else is in them. A put that
   * finds its folder gone makes it again, when it is repeated.
   */
  void tidyUp(Path last) throws IOException {
    try {
      for (Path at = last; !at.equals(root); at = above(at)) {
        Files.deleteIfExists(at);
      }
    } catch (DirectoryNotEmptyException e) {
      // Others are in there.
    }
  }

  /** Makes what was made, moved or deleted in a folder durable; a system that cannot does not. */
  static void force(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (java.nio.file.AccessDeniedException e) {
      // Windows opens no folder, and keeps its names in a journal.
    }
  }

  /** Looks at all of them again: one of them has gone. */
  void forget() {
    synchronized (known) {
      known.clear();
    }
  }

  private boolean isKnown(Path folder) {
    synchronized (known) {
      return known.contains(folder);
    }
  }

  private void know(Path folder) {
    synchronized (known) {
      if (known.size() >= KNOWN) {
        known.clear();
      }
      known.add(folder);
    }
  }
}
