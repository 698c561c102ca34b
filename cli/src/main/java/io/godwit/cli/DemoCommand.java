package io.godwit.cli;

import io.godwit.cli.demo.SetupFiles;
import io.godwit.cli.demo.SetupTrees;
import io.godwit.cli.exit.ExitCode;
import io.godwit.cli.log.Logged;
import io.godwit.cli.log.Logging;
import io.godwit.cli.opening.JobSource;
import io.godwit.cli.option.CommonOptions;
import io.godwit.cli.option.ListenOption;
import io.godwit.cli.option.WaitOption;
import io.godwit.cli.run.CommandContext;
import io.godwit.cli.run.RunFlow;
import io.godwit.cli.run.RunOrder;
import io.godwit.cli.show.Screen;
import io.godwit.common.claim.RunRequest;
import io.godwit.common.model.failure.Trouble;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code godwit demo}. Fields are filled by picocli. */
@Command(
    name = "demo",
    header = "Run an example on embedded servers, with the tables that it needs.")
final class DemoCommand implements Callable<Integer>, Logged {

  private static final int WORKERS = 2;

  private final CommandContext context;

  @Mixin private CommonOptions options = new CommonOptions();

  @Mixin private ListenOption listen = new ListenOption();

  @Parameters(
      paramLabel = "EXAMPLE",
      arity = "0..1",
      defaultValue = "submissions",
      description = "The name of an example. Default: submissions")
  private String example = "submissions";

  DemoCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Trouble {
    JobSource source = JobSource.find(example, context.examples());
    SetupFiles setup = SetupFiles.of(source);
    int number = run(source, setup, SetupTrees.of(source));
    Optional<JobSource> next = source.next();
    return next.isPresent() && number == ExitCode.COMPLETE.number()
        ? run(next.get(), setup.again(), new SetupTrees(Map.of()))
        : number;
  }

  private int run(JobSource source, SetupFiles setup, SetupTrees trees) throws Trouble {
    try (Screen screen = context.screen(options)) {
      RunFlow flow = new RunFlow(context, options, screen);
      // Without the environment's variables every connection of an example is embedded: a
      // demonstration never touches a database that the environment happens to name.
      Map<String, String> nowhereElse = setup.variables();
      RunOrder request =
          new RunOrder(
              source,
              "demo",
              WORKERS,
              RunRequest.Start.RESUME,
              nowhereElse,
              opener -> {
                setup.runOn(opener.connections(source.job()));
                trees.growIn(connection -> opener.store(source.job(), connection));
              },
              cluster -> {},
              listen,
              new WaitOption());
      return flow.run(request).number();
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
