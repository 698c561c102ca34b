package io.godwit.cli.steer;

import io.godwit.cli.log.Logged;
import io.godwit.cli.log.Logging;
import io.godwit.cli.option.CommonOptions;
import io.godwit.cli.run.CommandContext;
import io.godwit.common.model.failure.Trouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code godwit resume}. Fields are filled by picocli. */
@Command(name = "resume", header = "Let a run go on that godwit pause, or too many failures, hold.")
public final class ResumeCommand implements Callable<Integer>, Logged {

  private final CommandContext context;

  @Mixin private CommonOptions options = new CommonOptions();

  @Parameters(paramLabel = "JOB", description = "The name of a registered job, or its file.")
  private String job = "";

  /** For one command line, in this context. */
  public ResumeCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Trouble {
    return DesiredChange.carryOut(
        context, options, job, desired -> desired.resumed(System.currentTimeMillis()));
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
