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

  /** One that reads what a run reads that is not told otherwise. */
  RunOrder(
      JobSource source,
      String command,
      int workers,
      Start start,
      Map<String, String> environment,
      SetUp setUp,
      Before before,
      ListenOption listen,
      WaitOption patience,
      Optional<ReplayWish> replay) {
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
        replay,
        false);
  }

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
        Optional.empty());
  }

  /** The same, which reads all of its source where that is wished. */
  RunOrder readingAll(boolean wished) {
    return new RunOrder(
        source,
        command,
        workers,
        start,
        environment,
        setUp,
        before,
        listen,
        patience,
        replay,
        wished);
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
