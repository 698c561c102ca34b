package io.godwit.embedded;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Which process this is. The time of its start belongs to it: process ids are reused, and in
 * containers the same one is given at every start.
 *
 * @param pid the process id
 * @param started milliseconds since 1970, 0 where the system does not say
 */
record ProcessMark(long pid, long started) {

  static ProcessMark of(ProcessHandle process) {
    long started = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    return new ProcessMark(process.pid(), started);
  }

  /** The mark in a file; empty where there is no file, or a write of it was cut short. */
  static Optional<ProcessMark> read(Path file) throws Trouble {
    try {
      if (!Files.exists(file)) {
        return Optional.empty();
      }
      String[] parts = Files.readString(file).strip().split(" ", -1);
      boolean whole = parts.length == 2 && parts[0].matches("\\d+") && parts[1].matches("\\d+");
      return whole
          ? Optional.of(new ProcessMark(Long.parseLong(parts[0]), Long.parseLong(parts[1])))
          : Optional.empty();
    } catch (IOException e) {
      throw new Trouble(ErrorCode.DISK, "the file " + file + " cannot be read", e);
    }
  }

  void write(Path file) throws Trouble {
    try {
      Files.writeString(file, pid + " " + started + System.lineSeparator());
    } catch (IOException e) {
      throw new Trouble(ErrorCode.DISK, "the file " + file + " cannot be written", e);
    }
  }

  /** The process, where it still runs. */
  Optional<ProcessHandle> process() {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::isMine);
  }

  private boolean isMine(ProcessHandle process) {
    return of(process).started == started;
  }

  /**
   * Waits until the process is gone, and kills it where it takes longer than it should.
   *
   * @param patience how long it may take to end by itself
   */
  void awaitEnd(Duration patience) {
    process().ifPresent(process -> awaitEnd(process, patience));
  }

  private static void awaitEnd(ProcessHandle process, Duration patience) {
    if (!endsWithin(process, patience)) {
      process.destroyForcibly();
      if (!Thread.currentThread().isInterrupted()) {
        process.onExit().join();
      }
    }
  }

  /** Whether a process ends in time; not where this thread is interrupted, and stays so. */
  static boolean endsWithin(ProcessHandle process, Duration patience) {
    try {
      process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException | ExecutionException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
