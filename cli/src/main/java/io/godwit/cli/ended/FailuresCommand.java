package io.godwit.cli.ended;

import io.godwit.cli.exit.ExitCode;
import io.godwit.cli.letters.LetterGroups;
import io.godwit.cli.letters.LetterLine;
import io.godwit.cli.log.Logged;
import io.godwit.cli.log.Logging;
import io.godwit.cli.opening.JobSource;
import io.godwit.cli.opening.Servers;
import io.godwit.cli.option.CommonOptions;
import io.godwit.cli.option.LetterOptions;
import io.godwit.cli.remedy.OpenFailures;
import io.godwit.cli.run.CommandContext;
import io.godwit.cli.show.Screen;
import io.godwit.common.model.failure.Trouble;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code godwit failures}. Fields are filled by picocli. */
@Command(
    name = "failures",
    header = "Show which failed records of a job are open, and what to type to replay them.")
public final class FailuresCommand implements Callable<Integer>, Logged {

  private final CommandContext context;

  @Mixin private CommonOptions options = new CommonOptions();
  @Mixin private LetterOptions letters = new LetterOptions();

  @Parameters(paramLabel = "JOB", description = "The name of a job, or its file.")
  private String job = "";

  /** For one command line, in this context. */
  public FailuresCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Trouble {
    String name = JobSource.nameOf(job, context.examples());
    try (Screen screen = context.screen(options);
        Servers servers = context.servers(options, screen)) {
      servers.cluster().probe();
      OpenFailures open = OpenFailures.of(servers.cluster(), name, letters.run());
      LetterGroups groups = new LetterGroups(name);
      open.forEach(
          letters.filter(Optional.empty()),
          letter -> {
            groups.add(letter);
            screen.emit(LetterLine.of(name, letter));
          });
      screen.print(
          String.format(
                  Locale.ROOT,
                  "%s, run %s: %,d failed record%s open",
                  name,
                  open.root(),
                  groups.count(),
                  groups.count() == 1 ? " is" : "s are")
              + groups.text());
      return ExitCode.COMPLETE.number();
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
