package io.godwit.cli.run;

import io.godwit.cli.fleet.BrokerWatch;
import io.godwit.cli.fleet.RoleThread;
import io.godwit.common.claim.Claiming;
import io.godwit.common.claim.LeaseCrew;
import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.Topics;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.monitor.Instruments;
import io.godwit.common.wire.run.Holder;
import io.godwit.common.wire.run.JobEntry;
import io.godwit.producer.ProducerRole;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * What a second producer does while its job is another's: where that one publishes, it publishes
 * with it; else it stands by.
 */
public final class JoinedRun implements AutoCloseable {

  private static final String COMMAND = "producer";
  private static final Duration LOOK = Duration.ofMillis(300);

  private final Cluster cluster;
  private final Instruments instruments;
  private final Consumer<String> say;
  private Optional<Joined> joined = Optional.empty();
  private Optional<String> left = Optional.empty();

  /** How the role of a run is made. */
  public interface Opening {
    ProducerRole of(JobEntry entry, LeaseCrew crew);
  }

  private record Joined(String run, LeaseCrew crew, RoleThread thread, BrokerWatch watch) {}

  /** Nobody has been met yet. */
  public JoinedRun(Cluster cluster, Instruments instruments, Consumer<String> say) {
    this.cluster = cluster;
    this.instruments = instruments;
    this.say = say;
  }

  /**
   * What to do while the job is another's.
   *
   * @param opening makes the role
   * @param otherwise what is done where the holder shares with nobody
   */
  public Claiming.Waiting waiting(Opening opening, Claiming.Waiting otherwise) {
    return (entry, by) -> {
      if (shares(entry, by, opening)) {
        Thread.sleep(LOOK);
      } else {
        otherwise.on(entry, by);
      }
    };
  }

  /** Sees to it that the role is at work on the run; answers whether it is. */
  private synchronized boolean shares(JobEntry entry, Holder by, Opening opening)
      throws Trouble, InterruptedException {
    boolean same = joined.filter(it -> it.run().equals(entry.run())).isPresent();
    if (!by.command().equals(COMMAND) || (joined.isPresent() && !same)) {
      leave();
    }
    if (!by.command().equals(COMMAND) || left.equals(Optional.of(entry.run()))) {
      return false;
    }
    if (joined.isEmpty()) {
      joined = Optional.of(join(entry, by, opening));
    }
    Joined now = joined.get();
    now.crew().isHeldBy(by.token());
    if (!now.thread().isAlive()) {
      // All is published, as far as this one knows, or it was told to go.
      left = Optional.of(entry.run());
      end(now);
      return false;
    }
    return true;
  }

  private Joined join(JobEntry entry, Holder by, Opening opening)
      throws Trouble, InterruptedException {
    Topics topics = new Topics(entry.job());
    LeaseCrew crew = LeaseCrew.join(cluster, topics, UUID.randomUUID().toString(), by.token());
    say.accept(
        "run "
            + entry.run()
            + " of "
            + entry.job()
            + " is held by "
            + by.text()
            + "; this producer publishes its share of it");
    ProducerRole role = opening.of(entry.ofWhoever(), crew);
    BrokerWatch watch =
        BrokerWatch.of(cluster, entry.job(), COMMAND, HostName.withProcess(), instruments);
    RoleThread thread = new RoleThread(COMMAND, role::run, role::close, role::isAtWork);
    return new Joined(entry.run(), crew, thread, watch);
  }

  /** Ends what still runs in order: what it has published is committed. */
  private void end(Joined ended) throws Trouble {
    joined = Optional.empty();
    try {
      ended.thread().close();
    } catch (Refused refused) {
      // A run that was given up, or taken by a command that shares with nobody.
      if (refused.code() != ErrorCode.RUN_SUPERSEDED) {
        throw refused;
      }
    } finally {
      ended.watch().close();
      ended.crew().close();
    }
  }

  /** Leaves the run, whoever's it is by now. */
  public synchronized void leave() throws Trouble {
    if (joined.isPresent()) {
      end(joined.get());
    }
  }

  @Override
  public void close() throws Trouble {
    leave();
  }
}
