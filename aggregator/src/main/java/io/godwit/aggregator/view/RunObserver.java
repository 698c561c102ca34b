package io.godwit.aggregator.view;

import io.godwit.common.job.JobFile;
import io.godwit.common.job.JobProblems;
import io.godwit.common.kafka.Topics;
import io.godwit.common.model.ErrorCode;
import io.godwit.common.model.Refused;
import io.godwit.common.model.Trouble;
import io.godwit.common.wire.JobEntry;
import io.godwit.common.wire.RunFinish;
import io.godwit.common.wire.Total;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** Watches the runs of a job, one after the other. For one thread. */
public final class RunObserver {

  private static final long LOOK_NANOS = Duration.ofMillis(400).toNanos();

  /** The lag costs some requests, and nobody sees it change more often. */
  private static final long ASK_NANOS = Duration.ofMillis(900).toNanos();

  private final Admin admin;
  private final Topics topics;
  private long lookedAt = System.nanoTime() - LOOK_NANOS;
  private String run = "";
  private RateWindow rate = new RateWindow();
  private Optional<Duration> expected = Optional.empty();
  private Optional<Asked> asked = Optional.empty();

  /** What the broker said, and when. */
  private record Asked(Lag lag, int workers, long nanos) {}

  /** An observer that has seen nothing yet; it does not close the client. */
  public RunObserver(Admin admin, Topics topics) {
    this.admin = admin;
    this.topics = topics;
  }

  /** Whether there may be something new to see; looks are worth something only so often. */
  public boolean isDue() {
    return System.nanoTime() - lookedAt >= LOOK_NANOS;
  }

  /**
   * Looks at the job's current run.
   *
   * @throws Trouble where the broker does not answer
   */
  public RunStatus observe(JobEntry entry, RunView view, Optional<RunFinish> finish)
      throws Trouble {
    if (!entry.run().equals(run)) {
      run = entry.run();
      rate = new RateWindow();
      expected = expected(entry);
      asked = Optional.empty();
    }
    long now = System.nanoTime();
    lookedAt = now;
    rate.add(now, view.total().tally().total());
    Asked broker = ask(now);
    return new RunStatus(
        view,
        broker.lag(),
        broker.workers(),
        speed(view, finish),
        elapsed(view, finish),
        expected,
        finish);
  }

  private Asked ask(long now) throws Trouble {
    Optional<Asked> fresh = asked.filter(answer -> now - answer.nanos() < ASK_NANOS);
    if (fresh.isEmpty()) {
      fresh = Optional.of(new Asked(Lag.ofWorkers(admin, topics), workers(), now));
      asked = fresh;
    }
    return fresh.get();
  }

  private int workers() throws Trouble {
    try {
      return admin.describeConsumerGroups(List.of(topics.workers())).all().get().values().stream()
          .mapToInt(group -> group.members().size())
          .sum();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return 0;
      }
      throw new Trouble(ErrorCode.BROKER_UNREACHABLE, "cannot ask for the workers", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble(ErrorCode.BROKER_UNREACHABLE, "interrupted at the workers", e);
    }
  }

  private RunStatus.Speed speed(RunView view, Optional<RunFinish> finish) {
    Total total = view.total();
    double seconds = (total.lastAt() - total.firstAt()) / 1e3;
    double average = seconds < 1 ? rate.average() : total.tally().total() / seconds;
    Optional<RateWindow.Eta> eta =
        view.plan()
            .filter(plan -> finish.isEmpty() && view.pause().isEmpty())
            .flatMap(plan -> rate.eta(Math.max(0, plan.records() - total.tally().total())));
    return new RunStatus.Speed(rate.now(), average, Math.max(rate.peak(), average), eta);
  }

  private static Duration elapsed(RunView view, Optional<RunFinish> finish) {
    long until = finish.isPresent() ? view.total().lastAt() : System.currentTimeMillis();
    return Duration.ofMillis(Math.max(0, until - view.startedAt()));
  }

  /** A definition of a newer version is none of this one's business. */
  private static Optional<Duration> expected(JobEntry entry) {
    try {
      return JobFile.parse(entry.definition(), entry.job()).run().expected();
    } catch (Refused | JobProblems newer) {
      return Optional.empty();
    }
  }
}
