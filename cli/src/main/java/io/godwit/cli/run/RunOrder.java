package io.godwit.cli.run;

import io.godwit.cli.opening.FleetOpener;
import io.godwit.cli.opening.JobSource;
import io.godwit.cli.option.ListenOption;
import io.godwit.cli.option.WaitOption;
import io.godwit.cli.remedy.ReplayWish;
import io.godwit.common.claim.RunRequest.Start;
import io.godwit.common.kafka.Cluster;
import io.godwit.common.model.failure.Trouble;
import java.util.Map;
import java.util.Optional;

/** What to run, and how. */
public record RunOrder(
    JobSource source,
    String command,
    int workers,
    Start start,
    Map<String, String> environment,
    SetUp setUp,
    Before before,
    ListenOption listen,
    WaitOption patience,
    Optional<ReplayWish> replay,
    boolean full) {

  /** One that reads the job's source. */
  public RunOrder(
      JobSource source,
      String command,
      int workers,
      Start start,
      Map<String, String> environment,
      SetUp setUp,
      Before before,
      ListenOption listen,
      WaitOption patience) {
    this(
        source,
        command,
        workers,
        start,
        environment,
        setUp,
        before,
        listen,
        patience,
        Optional.empty(),
        false);
  }

  /** The same, which takes up again what an earlier run has left, where that is wished. */
  public RunOrder replaying(Optional<ReplayWish> wished) {
    return with(wished, full);
  }

  /** The same, which reads all of its source where that is wished. */
  public RunOrder readingAll(boolean wished) {
    return with(replay, wished);
  }

  private RunOrder with(Optional<ReplayWish> taken, boolean all) {
    return new RunOrder(
        source, command, workers, start, environment, setUp, before, listen, patience, taken, all);
  }

  /** What has to be done between the start of the servers and the checks; usually nothing. */
  @FunctionalInterface
  public interface SetUp {
    void on(FleetOpener opener) throws Trouble;
  }

  /** What has to be done before the job is taken; usually nothing. */
  @FunctionalInterface
  public interface Before {
    void on(Cluster cluster) throws Trouble;
  }
}
