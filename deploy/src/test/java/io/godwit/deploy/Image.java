package io.godwit.deploy;

import io.godwit.testkit.fleet.GodwitProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The file system of the image, assembled by the script that the Dockerfile calls.
 *
 * @param program the folder {@code /opt/godwit} in it
 */
record Image(Path program) {

  static final Path ROOT = Path.of(System.getProperty("godwit.root"));

  private static final Duration PATIENCE = Duration.ofMinutes(10);

  /** Assembles it in a folder. */
  static Image assemble(Path folder) {
    Path log = folder.resolve("assemble.log");
    try (GodwitProcess assemble =
        GodwitProcess.startInstalled(
            ROOT.resolve("deploy/image/assemble"),
            folder,
            log,
            Map.of("JAVA_HOME", System.getProperty("java.home")),
            List.of(folder.resolve("root").toString()))) {
      if (assemble.await(PATIENCE) != 0) {
        throw new IllegalStateException("assemble has failed:\n" + assemble.output());
      }
    }
    return new Image(folder.resolve("root/opt/godwit"));
  }

  /** Starts the entry point with its output appended to a file. */
  GodwitProcess start(Path folder, Path output, Map<String, String> variables, String... args) {
    return GodwitProcess.startInstalled(
        program.resolve("bin/godwit"), folder, output, variables, List.of(args));
  }

  /** Every file with its time and size. */
  Map<Path, String> files() {
    try (Stream<Path> walk = Files.walk(program)) {
      Map<Path, String> files = new TreeMap<>();
      walk.filter(Files::isRegularFile).forEach(file -> files.put(file, look(file)));
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The bytes of all files. */
  long bytes() {
    return files().keySet().stream().mapToLong(file -> file.toFile().length()).sum();
  }

  private static String look(Path file) {
    try {
      return Files.getLastModifiedTime(file) + " " + Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
