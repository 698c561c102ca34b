package io.godwit.common.claim;

import io.godwit.common.model.failure.Trouble;
import io.godwit.common.retry.Backoff;
import io.godwit.common.wire.run.JobEntry;
import java.time.Duration;
import java.util.Optional;

/**
 * Changes of a job's entry: read, decide, write, and once more from the beginning where somebody
 * else came between. For one thread.
 */
public final class Register {

  private final JobsLog log;

  /** Changes in that log. */
  public Register(JobsLog log) {
    this.log = log;
  }

  /**
   * What to do, by what stands there. It may be asked several times, and finds what it has written
   * itself where the answer to that was lost.
   */
  @FunctionalInterface
  public interface Decision<T> {
    Change<T> on(Optional<JobEntry> current) throws Trouble;
  }

  /**
   * What was decided.
   *
   * @param entry to write; empty to leave what stands there
   * @param answer for whoever asked, once that is done
   */
  public record Change<T>(Optional<JobEntry> entry, T answer) {}

  /**
   * Carries out a decision.
   *
   * @throws InterruptedException where the thread is interrupted between two attempts
   */
  public <T> T change(Decision<T> decision) throws Trouble, InterruptedException {
    // Two that keep cutting each other off must fall out of step.
    Backoff backoff = new Backoff(Duration.ofMillis(20), Duration.ofSeconds(1));
    while (true) {
      try (JobsLog.Turn turn = log.begin()) {
        Change<T> change = decision.on(turn.read());
        if (change.entry().isEmpty() || turn.write(change.entry().get())) {
          return change.answer();
        }
      }
      log.rest(backoff.next());
    }
  }

  /**
   * Notes that all of a run is published, or that somebody has been told how it ended. Nothing is
   * written where another run has begun since.
   */
  public void mark(String run, boolean published, boolean reported)
      throws Trouble, InterruptedException {
    change(current -> {
      Optional<JobEntry> marked =
          current
              .filter(entry -> entry.run().equals(run))
              .filter(entry -> (published && !entry.published()) || (reported && !entry.reported()))
              .map(entry ->
                  entry.marked(entry.published() || published, entry.reported() || reported));
      return new Change<>(marked, marked.isPresent());
    });
  }
}
