package io.godwit.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** {@code ./godwit demo} on an empty home, as a newcomer starts it after the build. */
final class DemoCase {

  private static final String BEGINS = " begins";
  private static final int FAILED_RECORDS = 2;

  private DemoCase() {}

  /**
   * How long it took.
   *
   * @param stack until the servers run, the tables are made and the run is registered, in seconds
   * @param total until the command ended, in seconds
   */
  record Times(double stack, double total) {}

  static Times measure(Path root, Path work) throws IOException, InterruptedException {
    Path home = Files.createTempDirectory(work, "demo-");
    long from = System.nanoTime();
    Process process =
        new ProcessBuilder(root.resolve("godwit").toString(), "demo", "--home", home.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    Optional<Double> stack = Optional.empty();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (stack.isEmpty() && line.endsWith(BEGINS)) {
          stack = Optional.of(since(from));
        }
      }
    }
    int code = process.waitFor();
    if (stack.isEmpty() || (code != 0 && code != FAILED_RECORDS)) {
      throw new IllegalStateException("godwit demo ended with code " + code);
    }
    return new Times(stack.get(), since(from));
  }

  private static double since(long nanos) {
    return (System.nanoTime() - nanos) / 1e9;
  }
}
