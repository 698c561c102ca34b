package io.godwit.aggregator.report;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** What a disk has said, in our words: which place, and what it lacks. */
final class DiskMessages {

  /** With less room than this a report does not fit, whatever words the system has for it. */
  private static final long FULL = 64 << 10;

  private DiskMessages() {}

  /** The trouble of a folder that does not take a file. */
  static Trouble about(Path folder, IOException thrown) {
    return new Trouble(ErrorCode.DISK, words(folder, thrown), thrown);
  }

  private static String words(Path folder, IOException thrown) {
    Optional<Room> room = room(folder);
    String said = String.valueOf(thrown.getMessage()).toLowerCase(Locale.ROOT);
    String disk = "the disk of " + folder + room.map(Room::text).orElse("");
    if (said.contains("quota")) {
      return "the quota on " + disk + " is used up";
    }
    if (said.contains("no space left") || room.map(Room::none).orElse(false)) {
      return disk + " is full";
    }
    if (said.contains("read-only")) {
      return disk + " is read-only";
    }
    return switch (thrown) {
      case AccessDeniedException denied ->
          "this user may not write " + Optional.ofNullable(denied.getFile()).orElse("" + folder);
      case NotDirectoryException file -> file.getFile() + " is no folder";
      case FileSystemException other ->
          other.getFile()
              + " cannot be written: "
              + Optional.ofNullable(other.getReason()).orElse(other.getClass().getSimpleName());
      default -> folder + " cannot be written: " + thrown.getMessage();
    };
  }

  private record Room(String disk, long free) {

    boolean none() {
      return free < FULL;
    }

    String text() {
      return " (" + disk + ", " + free + " bytes free)";
    }
  }

  /** Of the nearest folder above that is there; empty where the system does not say. */
  private static Optional<Room> room(Path folder) {
    try {
      Path there = folder;
      while (!Files.exists(there) && there.getParent() != null) {
        there = there.getParent();
      }
      FileStore store = Files.getFileStore(there);
      return Optional.of(new Room(store.name(), store.getUsableSpace()));
    } catch (IOException e) {
      // Asked only to word the trouble that is being told already.
      return Optional.empty();
    }
  }
}
