package io.godwit.testkit.fleet;

import static java.util.stream.Collectors.joining;

import io.godwit.embedded.ClassArchive;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The classes that processes of tests start from, as the start script keeps them for its own: of a
 * start's work it saves more than a third. One cache serves all commands of a module's tests.
 *
 * <p>The first {@code run} notes what it loads, and when it has ended in good order the cache is
 * made of that; it comes into its place whole. All before it start as if there were none. For any
 * number of threads and processes.
 */
final class StartCache {

  /** The first JVM that makes such a cache of notes. */
  private static final int SINCE = 25;

  /** The command whose classes are nearly all that any other loads. */
  private static final String NOTED = "run";

  private final Path cache;
  private final Path notes;
  private final List<Path> classPath;

  /**
   * The cache of a class path.
   *
   * @param folder where it is kept; may be missing
   * @param classPath jars only: of folders the JVM keeps nothing
   */
  StartCache(Path folder, List<Path> classPath) {
    this.cache = folder.resolve("godwit.aot").toAbsolutePath();
    this.notes = folder.resolve("godwit.notes").toAbsolutePath();
    this.classPath = List.copyOf(classPath);
  }

  /**
   * How one process starts.
   *
   * @param options of its JVM
   * @param end what is to be done when it has ended
   */
  record Start(List<String> options, Runnable end) {

    static Start plain() {
      return new Start(List.of(), () -> {});
    }
  }

  /**
   * How a process is to start now.
   *
   * @param jvm its options of the heap and the collector, with which the cache is made, too
   * @param command its command
   */
  Start of(List<String> jvm, String command) {
    if (Runtime.version().feature() < SINCE || !classPath.stream().allMatch(Files::isRegularFile)) {
      return Start.plain();
    }
    try {
      if (isUpToDate(cache)) {
        return new Start(List.of("-XX:AOTCache=" + cache, "-Xlog:disable"), () -> {});
      }
      return command.equals(NOTED) && isFirst()
          ? new Start(noting(), () -> make(jvm))
          : Start.plain();
    } catch (IOException e) {
      System.out.println("no cache is used for " + command + ", which only takes longer: " + e);
      return Start.plain();
    }
  }

  /** What a JVM says of its notes would stand among the results, so it says nothing. */
  private List<String> noting() {
    return List.of(
        "-XX:AOTMode=record",
        "-XX:AOTConfiguration=" + notes,
        "-XX:+UnlockDiagnosticVMOptions",
        "-XX:-DisplayVMOutput",
        "-Xlog:disable");
  }

  /** Whether no other process takes notes; one that took them of other jars is not asked. */
  private boolean isFirst() throws IOException {
    Path taken = taken();
    if (Files.exists(taken) && !isUpToDate(taken)) {
      Files.deleteIfExists(taken);
    }
    Files.createDirectories(taken.getParent());
    try {
      Files.createFile(taken);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  private Path taken() {
    return notes.resolveSibling("godwit.noted");
  }

  private boolean isUpToDate(Path file) throws IOException {
    return Files.exists(file) && ClassArchive.isUpToDate(file, classPath);
  }

  /** Where a process left no notes, as one that was killed, the next one is to take them. */
  private void make(List<String> jvm) {
    try {
      if (Files.exists(notes)) {
        makeOfNotes(jvm);
      } else {
        Files.deleteIfExists(taken());
      }
    } catch (IOException e) {
      System.out.println("no cache is made, without which starts only take longer: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void makeOfNotes(List<String> jvm) throws IOException, InterruptedException {
    Path made = Files.createTempFile(notes.getParent(), "godwit", ".aot");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvm);
    command.addAll(
        List.of("-XX:AOTMode=create", "-XX:AOTConfiguration=" + notes, "-XX:AOTCache=" + made));
    command.addAll(List.of("-cp", pathOf(classPath)));
    int exit =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor();
    if (exit == 0) {
      Files.move(made, cache, StandardCopyOption.ATOMIC_MOVE);
    } else {
      System.out.println("no cache was made of " + notes + ": exit code " + exit);
    }
    Files.deleteIfExists(made);
    Files.delete(notes);
  }

  /** Its entries as one word. */
  static String pathOf(List<Path> classPath) {
    return classPath.stream().map(Path::toString).collect(joining(File.pathSeparator));
  }
}
