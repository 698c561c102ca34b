package io.godwit.bench.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What Linux tells of processes in {@code /proc} (man page proc(5)). Times are in ticks, of which
 * there are a hundred a second on every architecture that Linux and Java share.
 */
final class ProcFiles {

  private static final Path PROC = Path.of("/proc");
  private static final double TICKS = 100;

  /** Places in the part of {@code stat} behind the command's name, whose first is the state. */
  private static final int UTIME = 11;

  private static final int STIME = 12;
  private static final int CUTIME = 13;
  private static final int CSTIME = 14;

  /** Places in the first line of {@code /proc/stat}: user, nice, system, irq, softirq. */
  private static final int[] BUSY = {1, 2, 3, 6, 7};

  private ProcFiles() {}

  /** CPU seconds of one process so far. */
  static double process(long pid) {
    String[] stat = stat(pid);
    return (number(stat, UTIME) + number(stat, STIME)) / TICKS;
  }

  /**
   * CPU seconds of a process, of its children that live, and of those that have ended and been
   * waited for, which the kernel adds to the parent's: so nothing is lost when PostgreSQL's
   * backends come and go.
   */
  static double family(long pid) {
    double living =
        ProcessHandle.of(pid).stream()
            .flatMap(ProcessHandle::children)
            .mapToDouble(child -> child.isAlive() ? processOrNothing(child.pid()) : 0)
            .sum();
    return process(pid) + ended(pid) + living;
  }

  /** CPU seconds of all children of a process that have ended and been waited for. */
  static double ended(long pid) {
    String[] stat = stat(pid);
    return (number(stat, CUTIME) + number(stat, CSTIME)) / TICKS;
  }

  /**
   * What a process, and its children that have ended and been waited for, have read by system calls
   * of files and sockets, in bytes.
   */
  static long read(long pid) {
    String rchar = first(PROC.resolve(pid + "/io"));
    return Long.parseLong(rchar.replaceAll("\\D", ""));
  }

  /** CPU seconds that all processes of the machine have used since it started. */
  static double machine() {
    String[] cpu = first(PROC.resolve("stat")).trim().split(" +");
    double ticks = 0;
    for (int place : BUSY) {
      ticks += Double.parseDouble(cpu[place]);
    }
    return ticks / TICKS;
  }

  /** The most memory that a process has had in RAM at once, in bytes. */
  static long peakMemory(long pid) {
    try {
      return Files.readAllLines(PROC.resolve(pid + "/status")).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A child may end between being listed and being looked at; then its parent has its time. */
  private static double processOrNothing(long pid) {
    try {
      return process(pid);
    } catch (UncheckedIOException e) {
      return 0;
    }
  }

  private static String[] stat(long pid) {
    String line = first(PROC.resolve(pid + "/stat"));
    return line.substring(line.lastIndexOf(')') + 2).split(" ");
  }

  private static double number(String[] stat, int place) {
    return Double.parseDouble(stat[place]);
  }

  private static String first(Path file) {
    try {
      List<String> lines = Files.readAllLines(file);
      return lines.getFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
