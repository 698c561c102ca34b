package io.godwit.cli;

import io.godwit.cli.exit.ExitCode;
import io.godwit.cli.fleet.Failures;
import io.godwit.cli.log.Logged;
import io.godwit.cli.log.Logging;
import io.godwit.cli.opening.Servers;
import io.godwit.cli.option.CommonOptions;
import io.godwit.cli.run.CommandContext;
import io.godwit.cli.show.Screen;
import io.godwit.common.model.failure.Trouble;
import io.godwit.embedded.Part;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code godwit stack}. Fields are filled by picocli. */
@Command(
    name = "stack",
    header = "Start the embedded servers and keep them until stopped.",
    description =
        "Meanwhile producer, worker, aggregator and status with the same --home use them.")
final class StackCommand implements Callable<Integer>, Logged {

  private static final Duration LOOK = Duration.ofMillis(500);

  private final CommandContext context;

  @Mixin private CommonOptions options = new CommonOptions();

  StackCommand(CommandContext context) {
    this.context = context;
  }

  /** How machines read the addresses. */
  private record Line(String type, String bootstrap, String postgresql, String mongodb) {}

  @Override
  public Integer call() throws Trouble {
    try (Screen screen = context.screen(options)) {
      screen.say(
          "starting the Kafka broker, PostgreSQL, the MongoDB stand-in in " + options.home());
      try (Servers servers = Servers.start(options.home(), Optional.empty(), Part.own())) {
        Line line =
            new Line(
                "stack",
                servers.cluster().bootstrap(),
                servers.embedded().of("postgresql").orElse(""),
                servers.embedded().of("mongodb").orElse(""));
        screen.emit(line);
        screen.print(
            "Kafka       "
                + line.bootstrap()
                + "\nPostgreSQL  "
                + line.postgresql()
                + "\nMongoDB     "
                + line.mongodb()
                + "\nrunning until stopped (Ctrl-C)");
        while (!context.interruption().await(LOOK)) {
          Failures.rethrow(servers.fallen());
        }
        screen.say("stopping");
      }
      return ExitCode.INTERRUPTED.number();
    }
  }

  @Override
  public Logging logging() {
    return Logging.FILE;
  }

  @Override
  public CommonOptions options() {
    return options;
  }
}
