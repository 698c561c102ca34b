package io.godwit.worker.suspect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * How much memory a container has left for a child beside this process, as its control group says.
 *
 * @param folder of the control group
 */
record ChildMemory(Path folder) {

  /** What a JVM takes beside its heap: classes, code, threads, buffers. */
  private static final long BESIDE_HEAP = 112L << 20;

  /** The group that a container sees as its own. */
  static final ChildMemory OF_CONTAINER = new ChildMemory(Path.of("/sys/fs/cgroup"));

  /**
   * The heap that a child may have, at most as large as this process's own.
   *
   * @param own in bytes
   * @return empty where there is no room for half as much. Half is more than a record's share of a
   *     worker's heap, which several batches have at once beside the Kafka clients; a child has no
   *     such clients and nothing but the record.
   */
  OptionalLong heap(long own) {
    long limit = number("memory.max").orElse(Long.MAX_VALUE);
    if (limit == Long.MAX_VALUE) {
      return OptionalLong.of(own);
    }
    // Gives back what the heap has grown beyond its content; no trial is a time to save that.
    System.gc();
    long used = number("memory.current").orElse(0) - reclaimable();
    long heap = Math.min(own, limit - used - BESIDE_HEAP);
    return heap >= own / 2 ? OptionalLong.of(heap >> 20 << 20) : OptionalLong.empty();
  }

  /** The cache of files, which the kernel drops before it kills anybody. */
  private long reclaimable() {
    try {
      return Files.readAllLines(folder.resolve("memory.stat")).stream()
          .filter(line -> line.startsWith("inactive_file "))
          .mapToLong(line -> Long.parseLong(line.substring("inactive_file ".length()).strip()))
          .sum();
    } catch (IOException | NumberFormatException e) {
      // Not told here; then nothing is counted on.
      return 0;
    }
  }

  private OptionalLong number(String file) {
    try {
      return OptionalLong.of(Long.parseLong(Files.readString(folder.resolve(file)).strip()));
    } catch (IOException | NumberFormatException e) {
      // No such group, or no limit, which is spelt "max".
      return OptionalLong.empty();
    }
  }
}
