package io.godwit.cli.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A command that is told to stop before it has made its first logger. */
class LateLogTest {

  @Test
  void aProcessThatIsEndingMayMakeItsFirstLogger(@TempDir Path folder)
      throws IOException, InterruptedException {
    for (Logging logging : Logging.values()) {
      Process process = start(folder, logging);
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
      assertThat(output).contains(Ending.MADE).doesNotContain("Exception", "ERROR");
      assertThat(process.exitValue()).isZero();
    }
  }

  private static Process start(Path folder, Logging logging) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Ending.class.getName(),
            logging.name(),
            folder.resolve("log").toString())
        .redirectErrorStream(true)
        .start();
  }

  /** A process that makes its first logger from within a shutdown hook. */
  static final class Ending {

    static final String MADE = "the first logger was made";

    private Ending() {}

    /**
     * Begins to end.
     *
     * @param arguments which log, and its file
     */
    public static void main(String[] arguments) {
      Logging logging = Logging.valueOf(arguments[0]);
      Runtime.getRuntime()
          .addShutdownHook(
              Thread.ofPlatform()
                  .unstarted(() -> {
                    logging.begin(Path.of(arguments[1]), LogForm.TEXT);
                    LoggerFactory.getLogger(LateLogTest.class).info("late");
                    System.out.println(MADE);
                  }));
      System.exit(0);
    }
  }
}
