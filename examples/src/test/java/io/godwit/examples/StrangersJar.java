package io.godwit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.job.shape.Kinds;
import io.godwit.common.spi.ConnectionKind;
import io.godwit.common.spi.SinkConnector;
import io.godwit.common.spi.SourceConnector;
import io.godwit.common.spi.StepConnector;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * The connector that lies beside the examples, built as its page says: by the compiler and Godwit's
 * jars, and nothing else.
 *
 * @param classes the folder of its classes and services
 * @param loader of what lies there, and of all else
 */
record StrangersJar(Path classes, ClassLoader loader) {

  static final Path SOURCE = Path.of(System.getProperty("godwit.root"), "examples/connector");

  static StrangersJar build(Path folder) throws IOException {
    Path classes = Files.createDirectories(folder.resolve("shelf"));
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-cp",
                System.getProperty("java.class.path"),
                "-proc:none",
                "-d",
                classes.toString()));
    try (Stream<Path> sources = Files.list(SOURCE.resolve("src/shelf"))) {
      sources.map(Path::toString).forEach(arguments::add);
    }
    int exit =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    assertThat(exit).as("the compiler's exit code").isZero();
    Path services = Files.createDirectories(classes.resolve("META-INF/services"));
    try (Stream<Path> files = Files.list(SOURCE.resolve("services"))) {
      for (Path file : files.toList()) {
        Files.copy(file, services.resolve(file.getFileName().toString()));
      }
    }
    // Not closed: what it loads is used as long as the test runs.
    return new StrangersJar(classes, new URLClassLoader(new URL[] {classes.toUri().toURL()}));
  }

  /** What job files can say where it is on the class path, beside all else. */
  Kinds kinds() {
    return Kinds.of(
        all(SourceConnector.class, loader),
        all(StepConnector.class, loader),
        all(SinkConnector.class, loader),
        all(ConnectionKind.class, loader));
  }

  /** Its only connector of a type. */
  <T> T connector(Class<T> type) {
    return all(type, loader).stream()
        .filter(found -> found.getClass().getName().startsWith("shelf."))
        .findFirst()
        .orElseThrow();
  }

  private static <T> List<T> all(Class<T> type, ClassLoader loader) {
    return ServiceLoader.load(type, loader).stream().map(ServiceLoader.Provider::get).toList();
  }
}
