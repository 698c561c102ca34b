package io.godwit.cli;

import io.godwit.cli.fleet.FleetOpener;
import io.godwit.cli.fleet.JobSource;
import io.godwit.cli.fleet.ReplayWish;
import io.godwit.common.claim.RunRequest.Start;
import io.godwit.common.kafka.Cluster;
import io.godwit.common.model.Trouble;
import java.util.Map;
import java.util.Optional;

/** What to run, and how. */
record RunOrder(
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
  RunOrder(
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
  RunOrder replaying(Optional<ReplayWish> wished) {
    return with(wished, full);
  }

  /** The same, which reads all of its source where that is wished. */
  RunOrder readingAll(boolean wished) {
    return with(replay, wished);
  }

  private RunOrder with(Optional<ReplayWish> taken, boolean all) {
    return new RunOrder(
        source, command, workers, start, environment, setUp, before, listen, patience, taken, all);
  }

  /** What has to be done between the start of the servers and the checks; usually nothing. */
  @FunctionalInterface
  interface SetUp {
    void on(FleetOpener opener) throws Trouble;
  }

  /** What has to be done before the job is taken; usually nothing. */
  @FunctionalInterface
  interface Before {
    void on(Cluster cluster) throws Trouble;
  }
}
