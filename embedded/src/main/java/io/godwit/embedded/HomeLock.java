package io.godwit.embedded;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Keeps a second stack out of a home. The system frees it when the holder dies, however it dies.
 */
final class HomeLock implements AutoCloseable {

  private final FileChannel channel;
  private final Path holder;

  private HomeLock(FileChannel channel, Path holder) {
    this.channel = channel;
    this.holder = holder;
  }

  /**
   * Takes the lock of an existing folder.
   *
   * <p>The holder's mark is read before the lock file is opened, and by one thread at a time: POSIX
   * drops all locks that a process has on a file as soon as it closes any descriptor of it, so a
   * second attempt in the process that holds the lock must not even open the file.
   *
   * @throws Refused where another stack holds it
   */
  static synchronized HomeLock acquire(Path home) throws Trouble {
    Path holder = home.resolve("lock.holder");
    ProcessMark self = ProcessMark.of(ProcessHandle.current());
    if (ProcessMark.read(holder).equals(Optional.of(self))) {
      throw inUse(home, Long.toString(self.pid()));
    }
    try {
      FileChannel channel =
          FileChannel.open(
              home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock == null) {
        channel.close();
        throw inUse(home, pidIn(holder));
      }
      self.write(holder);
      return new HomeLock(channel, holder);
    } catch (IOException e) {
      throw new Trouble(ErrorCode.DISK, "the folder " + home + " cannot be locked", e);
    }
  }

  private static String pidIn(Path holder) throws Trouble {
    return ProcessMark.read(holder).map(mark -> Long.toString(mark.pid())).orElse("unknown");
  }

  private static Refused inUse(Path home, String pid) {
    return new Refused(
        ErrorCode.FOLDER_IN_USE, "the folder " + home + " is in use by process " + pid);
  }

  /** Gives the folder back. The mark goes first: it must never name a process without the lock. */
  @Override
  public void close() throws Trouble {
    if (!channel.isOpen()) {
      return;
    }
    try {
      Files.deleteIfExists(holder);
      channel.close();
    } catch (IOException e) {
      throw new Trouble(ErrorCode.DISK, "the lock of " + holder.getParent() + " stays", e);
    }
  }
}
