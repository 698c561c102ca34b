package io.godwit.cli.jobfile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Files in the source tree that a test compares, or rewrites when it is asked to. */
public final class Golden {

  private static final Path ROOT = Path.of(System.getProperty("godwit.root", ".."));

  private Golden() {}

  static Path jobs() {
    return ROOT.resolve("cli/src/test/resources/jobs");
  }

  /** The folder of the pages for people. */
  public static Path docs() {
    return ROOT.resolve("docs");
  }

  /** The YAML files of a folder, sorted. */
  static List<Path> yaml(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes sure that a file has this text, or writes it where {@code godwit.write} is set. */
  public static void same(Path file, String text, Class<?> test) throws IOException {
    if (Boolean.getBoolean("godwit.write")) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    }
    assertThat(file).as("rewrite: %s", command(test)).exists();
    assertThat(Files.readString(file, UTF_8)).as("rewrite: %s", command(test)).isEqualTo(text);
  }

  private static String command(Class<?> test) {
    return "mvn test -pl cli -am -Dsurefire.failIfNoSpecifiedTests=false -Dgodwit.write=true"
        + " -Dtest="
        + test.getSimpleName();
  }
}
