package io.godwit.files.folder;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Reads the entries of one folder in the order of their keys, some thousands at a time. The file
 * system has them in an order of its own, so for each lot the folder is read from its beginning and
 * the smallest keys are kept: a folder of a million names is read twenty times, and only what may
 * be kept is looked at. To sort them on disk would read it once; but nobody would clear up the
 * sorted file of a process that was killed, and a folder of names alone is read at a million a
 * second.
 *
 * @param follow whether links are
 * @param most how many are kept at once
 */
record FolderEntries(boolean follow, int most) {

  private static final String LINK =
      "a symbolic link, and the connection does not say follow: true";
  private static final String SPECIAL = "neither a file nor a folder: a socket, a pipe or a device";
  private static final String NOWHERE = "a link that leads nowhere";
  private static final String ASIDE = "what Godwit keeps of another store to undo its runs";
  private static final String NO_TEXT = "its name is no UTF-8, and no store has such names";

  /**
   * The first entries behind a key.
   *
   * @param folder to read
   * @param beginning of the names that are wanted
   * @param bound the key to begin at
   * @param inclusive whether an entry of just that key is among them
   * @param isRoot whether the folder is the store's own
   */
  List<Entry> behind(Path folder, byte[] beginning, byte[] bound, boolean inclusive, boolean isRoot)
      throws IOException {
    PriorityQueue<Entry> smallest = new PriorityQueue<>(Collections.reverseOrder());
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      for (Path path : stream) {
        byte[] name = NameBytes.of(path);
        if (isWanted(name, beginning, isRoot) && mayBe(name, bound, smallest)) {
          classified(path, name)
              .filter(entry -> isBehind(entry.key(), bound, inclusive))
              .ifPresent(smallest::add);
          if (smallest.size() > most) {
            smallest.poll();
          }
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    List<Entry> sorted = new ArrayList<>(smallest);
    Collections.sort(sorted);
    return sorted;
  }

  private static boolean isWanted(byte[] name, byte[] beginning, boolean isRoot) {
    if (name[0] != '.' || !NameBytes.startsWith(name, OWN_BYTES)) {
      return NameBytes.startsWith(name, beginning);
    }
    boolean own = isRoot && name.length == OWN_BYTES.length;
    return !own
        && NameBytes.startsWith(name, beginning)
        && !FolderNames.isDraft(NameBytes.escaped(name));
  }

  private static final byte[] OWN_BYTES =
      FolderNames.OWN.getBytes(java.nio.charset.StandardCharsets.US_ASCII);

  /** Looks at the name alone, with and without the slash of a folder. */
  private boolean mayBe(byte[] name, byte[] bound, PriorityQueue<Entry> smallest) {
    byte[] asFolder = Arrays.copyOf(name, name.length + 1);
    asFolder[name.length] = '/';
    return Arrays.compareUnsigned(asFolder, bound) >= 0
        && (smallest.size() < most || Arrays.compareUnsigned(name, smallest.element().key()) < 0);
  }

  private static boolean isBehind(byte[] key, byte[] bound, boolean inclusive) {
    int order = Arrays.compareUnsigned(key, bound);
    return order > 0 || (inclusive && order == 0);
  }

  /** Empty where it has gone since the folder was read. */
  private Optional<Entry> classified(Path path, byte[] name) throws IOException {
    Optional<BasicFileAttributes> found = look(path, LinkOption.NOFOLLOW_LINKS);
    if (found.isPresent() && found.get().isSymbolicLink()) {
      if (!follow) {
        return Optional.of(new Entry(name, path, new Entry.What.Other(LINK, Optional.empty())));
      }
      found = look(path);
      if (found.isEmpty()) {
        return Optional.of(new Entry(name, path, new Entry.What.Other(NOWHERE, Optional.empty())));
      }
    }
    return found.map(attributes -> entry(path, name, attributes));
  }

  private static Entry entry(Path path, byte[] name, BasicFileAttributes found) {
    if (NameBytes.text(name).isEmpty() && (found.isDirectory() || found.isRegularFile())) {
      Failure failure =
          new Failure(
              ErrorCode.OBJECT_NAME,
              (found.isDirectory() ? "all that is in this folder is left out: " : "") + NO_TEXT);
      return new Entry(name, path, new Entry.What.Other(NO_TEXT, Optional.of(failure)));
    }
    if (found.isDirectory() && path.endsWith(FolderNames.ASIDE)) {
      return new Entry(name, path, new Entry.What.Other(ASIDE, Optional.empty()));
    }
    if (found.isDirectory()) {
      byte[] key = Arrays.copyOf(name, name.length + 1);
      key[name.length] = '/';
      return new Entry(
          key, path, new Entry.What.Folder(Optional.<Object>ofNullable(found.fileKey())));
    }
    return new Entry(
        name,
        path,
        found.isRegularFile()
            ? new Entry.What.File(FoundFile.of(found))
            : new Entry.What.Other(SPECIAL, Optional.empty()));
  }

  /** Empty where nothing is there: also by a name too long, or a link that goes in a circle. */
  static Optional<BasicFileAttributes> look(Path path, LinkOption... options) throws IOException {
    try {
      return Optional.of(Files.readAttributes(path, BasicFileAttributes.class, options));
    } catch (java.nio.file.NoSuchFileException e) {
      return Optional.empty();
    } catch (FileSystemException e) {
      String reason = String.valueOf(e.getReason());
      if (reason.contains("symbolic links")
          || reason.contains("Not a directory")
          || DiskFault.isOfName(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
