package io.godwit.worker.suspect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A process that owns partitions, as marks name it. A worker that has lost its session, was fenced
 * or suspended has not died: where its process can be seen from here, it is asked after.
 *
 * @param space where its number means something: this boot of the machine, and the kernel's space
 *     of process numbers, which a container has of its own
 * @param pid its number there
 * @param startedMillis when it began, in milliseconds since 1970, since numbers are given again
 */
public record PartitionOwner(String space, long pid, long startedMillis) {

  /** Linux counts it from the boot of the machine, whose time is corrected by a little at times. */
  private static final Duration TOLERANCE = Duration.ofSeconds(3);

  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
  private static final Path SPACE = Path.of("/proc/self/ns/pid");

  /** This process. */
  public static PartitionOwner ofThisProcess() {
    ProcessHandle process = ProcessHandle.current();
    return new PartitionOwner(
        thisSpace(), process.pid(), started(process).orElse(Instant.EPOCH).toEpochMilli());
  }

  /** How marks name it: without blanks. */
  public String text() {
    return space + "/" + pid + "/" + startedMillis;
  }

  /** Whether the process of a mark is gone, or lives where this one cannot see it. */
  public boolean findsDead(String text) {
    if (text.equals(text())) {
      return false;
    }
    return parse(text)
        .filter(other -> other.space.equals(space))
        .map(other -> !other.lives())
        .orElse(true);
  }

  private static Optional<PartitionOwner> parse(String text) {
    String[] parts = text.split("/", -1);
    try {
      return parts.length == 3
          ? Optional.of(
              new PartitionOwner(parts[0], Long.parseLong(parts[1]), Long.parseLong(parts[2])))
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private boolean lives() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        // One that has ended and was not waited for has no command any more.
        .filter(process -> process.info().command().isPresent())
        .flatMap(PartitionOwner::started)
        .map(start -> Duration.between(start, Instant.ofEpochMilli(startedMillis)).abs())
        .filter(apart -> apart.compareTo(TOLERANCE) < 0)
        .isPresent();
  }

  private static Optional<Instant> started(ProcessHandle process) {
    return process.info().startInstant();
  }

  private static String thisSpace() {
    try {
      String space = Files.readString(BOOT).strip() + "." + Files.readSymbolicLink(SPACE);
      return space.replaceAll("[^0-9A-Za-z.-]", "-");
    } catch (IOException | UnsupportedOperationException e) {
      // Not on every system. A space that nobody else is in: other processes count as gone.
      return UUID.randomUUID().toString();
    }
  }
}
