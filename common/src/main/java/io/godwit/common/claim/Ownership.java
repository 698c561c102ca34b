package io.godwit.common.claim;

import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.JobRegister;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.retry.StopSignal;
import io.godwit.common.wire.run.JobEntry;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a job is still the command's that took it, looked at again and again in a thread of its
 * own. A command that has lost its job must end: what it does is fenced or passed over, and it
 * would wait for ever.
 */
public final class Ownership implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Ownership.class);
  private static final Duration EVERY = Duration.ofMillis(500);

  private final Cluster cluster;
  private final JobEntry mine;
  private final StopSignal stop = new StopSignal();
  private final Thread thread;
  private volatile Optional<Refused> lost = Optional.empty();

  /** Begins to look; the entry is as the command has written it. */
  public Ownership(Cluster cluster, JobEntry mine) {
    this.cluster = cluster;
    this.mine = mine;
    this.thread = Thread.ofPlatform().daemon().name("ownership").start(this::lookOn);
  }

  /** What to end with, where the job is another's by now. Any thread may ask. */
  public Optional<Refused> lost() {
    return lost;
  }

  /**
   * Asks now; whoever publishes does so when others have been fenced. Who has just taken the job
   * has been told so some moments before other readers see it, so all that stands there is waited
   * for.
   *
   * @throws Refused where the job is another's
   * @throws KafkaException where no broker answers
   */
  public static void require(Cluster cluster, JobEntry mine) {
    try (JobRegister register = new JobRegister(cluster);
        Admin admin = cluster.admin()) {
      require(admin, register, mine);
    }
  }

  /** The same, for one who asks often and has clients for it. */
  public static void require(Admin admin, JobRegister register, JobEntry mine) {
    lost(mine, register.findAll(admin, mine.job()))
        .ifPresent(refused -> {
          throw refused;
        });
  }

  /** A job without an entry is nobody else's: it was not begun by a command. */
  static Optional<Refused> lost(JobEntry mine, Optional<JobEntry> current) {
    return current
        .filter(now -> !isSame(mine, now))
        .map(now ->
            new Refused(
                ErrorCode.RUN_SUPERSEDED,
                now.run().equals(mine.run())
                    ? "run " + now.run() + " of " + now.job() + " has been taken over by " + by(now)
                    : "run "
                        + mine.run()
                        + " of "
                        + mine.job()
                        + " is given up: run "
                        + now.run()
                        + " has been begun by "
                        + by(now)));
  }

  private static boolean isSame(JobEntry mine, JobEntry now) {
    return now.run().equals(mine.run())
        && (mine.holder().isEmpty() || mine.holder().filter(now::isOf).isPresent());
  }

  private static String by(JobEntry entry) {
    return entry.holder().map(holder -> holder.text()).orElse("another command");
  }

  private void lookOn() {
    do {
      try (JobRegister register = new JobRegister(cluster)) {
        // What the command has just written may not be seen by every reader yet, but the entry
        // before it; once it has been seen, nothing older is seen again.
        lost = lost(mine, register.findAll(cluster, mine.job()));
        while (lost.isEmpty() && !stop.await(EVERY)) {
          lost = lost(mine, register.find(mine.job()));
        }
      } catch (KafkaException e) {
        LOG.debug("Whose {} is cannot be asked now", mine.job(), e);
      }
    } while (lost.isEmpty() && !stop.await(EVERY));
  }

  @Override
  public void close() {
    stop.request();
    try {
      thread.join(Duration.ofSeconds(1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
