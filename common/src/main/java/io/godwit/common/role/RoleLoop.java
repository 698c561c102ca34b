package io.godwit.common.role;

import io.godwit.common.kafka.BrokerMessages;
import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.RivalProcess;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.monitor.RoleMeters;
import io.godwit.common.monitor.Wait;
import io.godwit.common.monitor.Waits;
import io.godwit.common.retry.Backoff;
import io.godwit.common.retry.StopSignal;
import java.time.Duration;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loop around what a role does. There is one way to recover, whatever went wrong: what the
 * attempt did not commit is thrown away, what is waited for is said, and after a while the next one
 * begins from the topics. It never gives up; it ends where the role has done its work, is told to
 * stop, is interrupted, or meets what no attempt would change.
 *
 * <p>{@link #run} and all that it calls are for one thread; {@link #stop} is for any.
 */
public final class RoleLoop {

  private static final Logger LOG = LoggerFactory.getLogger(RoleLoop.class);

  private final String who;
  private final RoleMeters meters;
  private final Backoff backoff;
  private final StopSignal stop = new StopSignal();

  /** What a role does. */
  public interface Work {

    /**
     * Works until it has ended or is told to stop, or until it is to begin anew. What it holds is
     * let go of when it comes back, however it does.
     *
     * @return whether the role has done all it was there for
     * @throws Trouble what may pass
     * @throws KafkaException likewise
     * @throws Refused what no attempt would change
     */
    boolean attempt() throws Trouble, InterruptedException;

    /**
     * Is asked where a client was fenced, before anything is tried again: two who take an id from
     * each other would do so for ever.
     *
     * @throws Refused where another is at work in its place
     */
    void fenced(Throwable lost);
  }

  /**
   * A loop that has not begun.
   *
   * @param who names the role in the log
   * @param meters where it is said what is waited for
   * @param backoff between attempts
   */
  public RoleLoop(String who, RoleMeters meters, Backoff backoff) {
    this.who = who;
    this.meters = meters;
    this.backoff = backoff;
  }

  /**
   * Makes attempts until one of them is the last. Where its thread is interrupted it returns, and
   * the flag is set.
   *
   * @throws Refused what an attempt threw
   * @throws RuntimeException likewise; a fault of the role's own
   */
  public void run(Work work) {
    try {
      boolean done = false;
      while (!done && !stop.requested()) {
        meters.health().sign();
        done = attempt(work);
      }
    } catch (InterruptedException | InterruptException e) {
      Thread.currentThread().interrupt();
      LOG.info("{} is interrupted and ends", who);
    }
  }

  private boolean attempt(Work work) throws InterruptedException {
    try {
      return work.attempt();
    } catch (InterruptException e) {
      throw e;
    } catch (Trouble trouble) {
      recover(Wait.of(trouble), trouble);
    } catch (KafkaException lost) {
      recover(work, lost);
    }
    return false;
  }

  /** What comes after a client of Kafka was lost: the same, whoever notices. */
  public void recover(Work work, Throwable lost) throws InterruptedException {
    if (RivalProcess.mayHaveTakenOver(lost)) {
      work.fenced(lost);
    }
    recover(BrokerMessages.about(lost), lost);
  }

  private void recover(Wait reason, Throwable cause) throws InterruptedException {
    waitsFor(reason, cause);
    meters.health().ready(false);
    await(backoff.next());
  }

  /** Says what is waited for after this; the role goes on with what it holds. */
  public void waitsFor(Wait reason, Throwable cause) {
    LOG.warn("{} waits: {}", who, reason.what());
    LOG.debug("{} waits", who, cause);
    meters.health().sign();
    meters.trouble(reason.code());
    meters.waits().state(reason);
  }

  /** What was achieved makes the next trouble a new matter. */
  public void achieved() {
    backoff.reset();
  }

  /**
   * Makes a call that a broker has to answer.
   *
   * @param otherwise what to say where it takes long
   */
  public <T, E extends Exception> T broker(String otherwise, Waits.Work<T, E> call) throws E {
    return meters.waits().call(ErrorCode.BROKER_UNREACHABLE, otherwise, call);
  }

  /**
   * Makes sure that a broker answers, before clients are made that would wait long for it.
   *
   * @throws Trouble where none does
   */
  public void probe(Cluster cluster) throws Trouble {
    broker(
        "no Kafka broker answers at " + cluster.bootstrap(),
        () -> {
          cluster.probe();
          return true;
        });
  }

  /** Waits, unless or until the role is told to stop; answers whether it is. */
  public boolean await(Duration duration) throws InterruptedException {
    return stop.awaitOrInterrupt(duration);
  }

  /** The wish that the role ends, for those that it hands work to. */
  public StopSignal stop() {
    return stop;
  }
}
