package io.godwit.files.folder;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.store.aside.Copied;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Copies files of a store aside and back. Mostly by a second name of the same file, which costs
 * nothing and is the file with all that is kept with it, its owner too: a put never writes into a
 * file, it takes its name. Where the file system gives no second name (another disk, a file of
 * somebody else's), by a copy with its time, permissions and notes.
 *
 * <p>The version of what is replaced is looked at in the moment before the rename, which no file
 * system makes one with it.
 *
 * @param parts of the store, for what is not in its place yet
 */
record FolderAside(Parts parts) {

  /**
   * A file of a store, and where its notes are.
   *
   * @param name as the store has it
   */
  record Place(String name, Path path, KeptNotes notes) {}

  /**
   * Copies one, durably.
   *
   * @param version that it must have
   * @param over the version that the copy replaces; empty for whatever stands there
   */
  Copied copied(Place from, String version, Place to, Optional<String> over) throws IOException {
    Optional<BasicFileAttributes> found = attributes(from.path());
    if (found.isPresent() && !found.get().isRegularFile()) {
      return new Copied.Unfit(
          new Failure(ErrorCode.OBJECT_EXISTS, from.name() + ": a folder or a link stands there"));
    }
    if (!version(found).equals(Optional.of(version))) {
      return new Copied.Changed();
    }
    try {
      return copied(from, version, to, over, parts.ready(Instant.now()));
    } catch (IOException e) {
      if (!DiskFault.isAcrossDisks(e)) {
        throw e;
      }
      Path beside = Optional.ofNullable(to.path().getParent()).orElseThrow();
      return copied(from, version, to, over, beside);
    }
  }

  private static Copied copied(
      Place from, String version, Place to, Optional<String> over, Path folder) throws IOException {
    Path draft = folder.resolve(".godwit-" + UUID.randomUUID() + ".part");
    try {
      boolean same =
          isLinked(from.path(), draft)
              ? version(attributes(draft)).equals(Optional.of(version))
              : isDuplicated(from, version, draft, to);
      if (!same || (over.isPresent() && !version(attributes(to.path())).equals(over))) {
        return new Copied.Changed();
      }
      from.notes().carry(from.name(), to.notes(), to.name());
      Files.move(draft, to.path(), StandardCopyOption.ATOMIC_MOVE);
      SafeFolders.force(Optional.ofNullable(to.path().getParent()).orElseThrow());
      return new Copied.Done();
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  /** Whether the file has a second name now; where it cannot have one, it is to be copied. */
  private static boolean isLinked(Path file, Path draft) throws IOException {
    try {
      Files.createLink(draft, file);
      return true;
    } catch (NoSuchFileException e) {
      throw e;
    } catch (UnsupportedOperationException | FileSystemException e) {
      return false;
    }
  }

  /** Answers whether it was of the version, before and after it was read. */
  private static boolean isDuplicated(Place from, String version, Path draft, Place to)
      throws IOException {
    Files.copy(from.path(), draft, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
    String made = version(attributes(draft)).orElseThrow();
    Optional<Map<String, String>> kept = from.notes().of(from.name(), from.path(), version);
    if (kept.isPresent()) {
      to.notes().keep(to.name(), draft, made, kept.get());
    }
    try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.READ)) {
      channel.force(true);
    }
    return version(attributes(from.path())).equals(Optional.of(version));
  }

  private static Optional<BasicFileAttributes> attributes(Path path) throws IOException {
    return FolderEntries.look(path, LinkOption.NOFOLLOW_LINKS);
  }

  private static Optional<String> version(Optional<BasicFileAttributes> found) {
    return found.map(attributes -> FoundFile.of(attributes).version());
  }
}
