package io.godwit.cli.option;

import io.godwit.common.claim.RunRequest;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import picocli.CommandLine.Option;

/** The options that say which run of a job is wanted. Their fields are filled by picocli. */
public final class StartOption {

  @Option(
      names = "--new",
      description = {
        "Begin anew, whatever was begun before. Refused while another command is at work on the",
        "job."
      })
  private boolean fresh;

  @Option(
      names = "--give-up",
      description = {
        "With --new: also while another command is at work on the job. Its run is given up, and",
        "that command ends."
      })
  private boolean giveUp;

  /**
   * Which run is wanted.
   *
   * @throws Refused where the options contradict each other
   */
  public RunRequest.Start start() {
    if (giveUp && !fresh) {
      throw new Refused(
          ErrorCode.COMMAND_USAGE, "--give-up gives a run up for a new one, and --new is missing");
    }
    if (giveUp) {
      return RunRequest.Start.GIVE_UP;
    }
    return fresh ? RunRequest.Start.ANEW : RunRequest.Start.RESUME;
  }
}
