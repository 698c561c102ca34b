package io.godwit.cli.run;

import io.godwit.cli.fleet.Runs;
import io.godwit.cli.opening.JobSource;
import io.godwit.cli.opening.Servers;
import io.godwit.cli.option.CommonOptions;
import io.godwit.common.job.connection.ResolvedConnections;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.wire.run.JobEntry;
import java.util.Optional;
import java.util.Set;

/** What a command needs that clears up behind a job whose run is over. */
public final class EndedJob {

  private EndedJob() {}

  /**
   * Refuses a job whose run goes on.
   *
   * @param why it matters; goes on from {@code is not finished,}
   * @throws Refused where its run is not finished
   */
  public static void require(Runs runs, String name, String why) throws Trouble {
    Optional<JobEntry> current = runs.current(name);
    if (current.isPresent() && runs.finish(current.get()).isEmpty()) {
      throw new Refused(
          ErrorCode.JOB_HELD,
          "run %s of %s is not finished, %s; finish it, or begin anew with --new and do this after"
                  .formatted(current.get().run(), name, why)
              + " that run");
    }
  }

  /** The servers of the job: those that run, or else started for the command. */
  public static Servers servers(JobSource source, CommandContext context, CommonOptions options)
      throws Trouble {
    Set<String> embedded = ResolvedConnections.embeddedServers(source.job(), context.environment());
    Optional<Servers> running = Servers.running(options.home(), options.cluster());
    return running.isPresent()
        ? running.get()
        : Servers.start(options.home(), options.cluster(), Servers.parts(embedded, true));
  }
}
