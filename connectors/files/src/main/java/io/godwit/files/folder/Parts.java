package io.godwit.files.folder;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The folder for the parts of files that are being put. With the first put of a process, those are
 * deleted that nobody has written to for a day: their puts were killed. A put that was merely
 * suspended for so long finds its part gone when it would make a file of it, and begins again; so a
 * part is never deleted to anybody's harm.
 *
 * <p>Any thread may ask.
 */
final class Parts {

  private static final Duration LEFT_BEHIND = Duration.ofDays(1);

  private final Path folder;
  private final AtomicBoolean swept = new AtomicBoolean();

  Parts(Path root) {
    this.folder = root.resolve(FolderNames.OWN).resolve("parts");
  }

  /** The folder, which is there. */
  Path ready(Instant now) throws IOException {
    if (!swept.get()) {
      Files.createDirectories(folder);
      if (swept.compareAndSet(false, true)) {
        sweep(now);
      }
    }
    return folder;
  }

  private void sweep(Instant now) throws IOException {
    try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder)) {
      for (Path part : parts) {
        if (isLeftBehind(part, now)) {
          Files.deleteIfExists(part);
        }
      }
    }
  }

  /**
   * The part's own time may be the one that the file is to have, so it is its inode's that counts.
   */
  private static boolean isLeftBehind(Path part, Instant now) throws IOException {
    try {
      Object changed = Files.getAttribute(part, "unix:ctime");
      return ((java.nio.file.attribute.FileTime) changed)
          .toInstant()
          .isBefore(now.minus(LEFT_BEHIND));
    } catch (java.nio.file.NoSuchFileException e) {
      return false;
    } catch (UnsupportedOperationException | IllegalArgumentException e) {
      return false;
    }
  }
}
