import io.godwit.embedded.EmbeddedStack;
import io.godwit.embedded.Part;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/**
 * The run that an image's AOT cache is made from: a part of the example job, all roles in one
 * process, so that whatever they load is in the cache. Started from its source by {@code assemble}.
 *
 * <p>Arguments: the folder of the assembled program, the folder of the example, a scratch folder.
 */
final class TrainingRun {

  /** Enough for a split, several batches and commits; more would not load more classes. */
  private static final int RECORDS = 20_000;

  private TrainingRun() {}

  public static void main(String[] args) throws Exception {
    Path program = Path.of(args[0]).toAbsolutePath();
    Path example = Path.of(args[1]);
    Path scratch = Path.of(args[2]).toAbsolutePath();
    try (EmbeddedStack stack =
        EmbeddedStack.start(scratch.resolve("servers"), EnumSet.of(Part.BROKER, Part.POSTGRESQL))) {
      prepare(stack.jdbcUrl(), example, scratch);
      Path output = scratch.resolve("output.log");
      int code = run(program, stack, scratch, output);
      if (code != 0) {
        throw new IllegalStateException(
            "the training run ended with exit code " + code + ":\n" + Files.readString(output));
      }
    }
  }

  private static void prepare(String url, Path example, Path scratch) throws Exception {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      for (String file : List.of("setup/warehouse.sql", "setup/app.sql")) {
        statement.execute(Files.readString(example.resolve(file)));
      }
    }
    Files.createDirectory(scratch.resolve("data"));
    Files.copy(example.resolve("job.yaml"), scratch.resolve("job.yaml"));
    String data = "data/studentAssessment.csv";
    try (var lines = Files.lines(example.resolve(data))) {
      Files.write(scratch.resolve(data), lines.limit(RECORDS + 1L).toList());
    }
  }

  private static int run(Path program, EmbeddedStack stack, Path scratch, Path output)
      throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
                program.resolve("bin/godwit").toString(),
                "run",
                scratch.resolve("job.yaml").toString(),
                "--bootstrap",
                stack.bootstrap(),
                "--home",
                scratch.resolve("home").toString(),
                "--listen",
                "127.0.0.1:0")
            .directory(scratch.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "GODWIT_JVM_OPTS",
                "-XX:AOTCacheOutput=" + program.resolve("godwit.aot"),
                "GODWIT_LOG",
                "json",
                "APP_URL",
                stack.jdbcUrl(),
                "WAREHOUSE_URL",
                stack.jdbcUrl()));
    return builder.start().waitFor();
  }
}
