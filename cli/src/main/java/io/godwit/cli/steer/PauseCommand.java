package io.godwit.cli.steer;

import io.godwit.cli.log.Logged;
import io.godwit.cli.log.Logging;
import io.godwit.cli.option.CommonOptions;
import io.godwit.cli.run.CommandContext;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.wire.run.Ruling;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code godwit pause}. Fields are filled by picocli. */
@Command(
    name = "pause",
    header = "Hold the run of a job: what is in hand is finished, and nothing more is begun.")
public final class PauseCommand implements Callable<Integer>, Logged {

  private final CommandContext context;

  @Mixin private CommonOptions options = new CommonOptions();

  @Parameters(
      paramLabel = "JOB",
      description = "The name of a registered job, or its file. Its next run begins unpaused.")
  private String job = "";

  /** For one command line, in this context. */
  public PauseCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Trouble {
    return DesiredChange.carryOut(
        context,
        options,
        job,
        desired -> desired.held(new Ruling.Pause(System.currentTimeMillis())));
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
