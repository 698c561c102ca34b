package io.godwit.cli.run;

import io.godwit.cli.exit.Interruption;
import io.godwit.cli.fleet.RoleThread;
import io.godwit.cli.fleet.Runs;
import io.godwit.cli.fleet.TakenJob;
import io.godwit.common.kafka.Cluster;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.run.RunStatus;
import io.godwit.common.wire.run.JobEntry;
import io.godwit.common.wire.run.RunFinish;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that somebody is told how a run ended, and that this is noted: only then does a
 * producer begin the next one. For one thread.
 */
public final class ResultDelivery {

  private static final Duration LOOK = Duration.ofSeconds(1);

  private final Cluster cluster;
  private final String job;
  private final String aggregator;
  private final Interruption interruption;
  private final Runs runs;
  private Optional<JobEntry> watched = Optional.empty();
  private String marked = "";

  /** Of the reports of one aggregator. */
  public ResultDelivery(Cluster cluster, String job, String aggregator, Interruption interruption) {
    this.cluster = cluster;
    this.job = job;
    this.aggregator = aggregator;
    this.interruption = interruption;
    this.runs = new Runs(cluster, aggregator);
  }

  /** How a run ended. */
  public record Ended(String run, RunFinish finish) {}

  /**
   * Waits for the end of the run that is the current one at the first look.
   *
   * @return empty where the role ended, or the command is to stop
   * @throws Refused where another run has begun before this one was complete
   */
  public Optional<Ended> awaitEnd(RoleThread thread) throws Trouble {
    while (thread.isAlive() && !interruption.await(LOOK)) {
      Optional<Ended> ended = Starting.call(interruption, this::look).flatMap(found -> found);
      if (ended.isPresent()) {
        return ended;
      }
    }
    return Optional.empty();
  }

  private Optional<Ended> look() {
    try {
      Optional<JobEntry> current = runs.current(job);
      watched = watched.or(() -> current);
      if (watched.isEmpty() || current.isEmpty()) {
        return Optional.empty();
      }
      JobEntry run = watched.get();
      Optional<Ended> ended = runs.finish(run).map(finish -> new Ended(run.run(), finish));
      if (ended.isEmpty() && !current.get().run().equals(run.run())) {
        throw givenUp(run, current.get());
      }
      return ended;
    } catch (Trouble | KafkaException e) {
      LoggerFactory.getLogger(ResultDelivery.class)
          .warn("the broker is waited for: {}", e.toString());
      return Optional.empty();
    }
  }

  private static Refused givenUp(JobEntry run, JobEntry next) {
    return new Refused(
        ErrorCode.RUN_SUPERSEDED,
        "run "
            + run.run()
            + " of "
            + run.job()
            + ", whose end was to be seen, is given up: run "
            + next.run()
            + " has begun");
  }

  /**
   * Notes of each run that its report stands, until the role ends or the command is to stop: who
   * keeps an aggregator running looks for the reports where it puts them.
   */
  public Optional<Ended> markEach(RoleThread thread, Supplier<Optional<RunStatus>> newest)
      throws Trouble {
    while (thread.isAlive() && !interruption.await(LOOK)) {
      Optional<String> ended =
          newest
              .get()
              .map(RunStatus::run)
              .filter(progress -> progress.finish().isPresent())
              .map(progress -> progress.view().run());
      if (ended.isPresent() && !ended.get().equals(marked)) {
        mark(ended.get());
      }
    }
    return Optional.empty();
  }

  /** Notes that somebody was told how a run ended. Only the usual aggregator speaks for a job. */
  public void mark(String run) throws Trouble {
    if (aggregator.equals(Runs.AGGREGATOR)
        && Starting.call(interruption, () -> TakenJob.mark(cluster, job, run, false, true))
            .orElse(false)) {
      marked = run;
    }
  }
}
