package io.godwit.common.kafka;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.retry.Backoff;
import io.godwit.common.wire.run.Ruling;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/**
 * A change of what is wanted of a run. Of several commands that change it at once one comes after
 * the other, and each changes what the one before has left: it is read and written under one
 * transactional id.
 *
 * @param before as it was
 * @param after as it is now; the same where nothing had to be changed
 */
public record DesiredState(Ruling.Desired before, Ruling.Desired after) {

  /** Two that begin at the same moment cut each other off, and rest for different times. */
  private static final int ATTEMPTS = 20;

  /**
   * Changes it; returns when the broker has it. A command that dies in here leaves it as it was: a
   * transaction that it left open is aborted by the next command, or by the broker after a while.
   *
   * @throws Trouble where the broker does not take it
   */
  public static DesiredState change(
      Cluster cluster, String job, String run, UnaryOperator<Ruling.Desired> change)
      throws Trouble {
    Backoff backoff = new Backoff(Duration.ofMillis(20), Duration.ofSeconds(1));
    for (int attempt = 1; ; attempt++) {
      try {
        return attempt(cluster, job, run, change);
      } catch (InterruptException e) {
        throw e;
      } catch (KafkaException e) {
        // Another command came in between; the next attempt reads what has become of this one.
        if (attempt == ATTEMPTS || !RivalProcess.mayHaveCutOff(e)) {
          throw new Trouble(
              ErrorCode.BROKER_UNREACHABLE,
              "what is wanted of " + job + " is not laid down: " + e.getMessage(),
              e);
        }
        pause(backoff.next());
      }
    }
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  private static DesiredState attempt(
      Cluster cluster, String job, String run, UnaryOperator<Ruling.Desired> change) {
    KafkaProducer<byte[], byte[]> producer =
        cluster.transactionalProducer(new Topics(job).controlTransactions());
    try (ControlTopic control = new ControlTopic(cluster, job, run)) {
      // From here on who began before can change nothing, and what they did is there.
      producer.initTransactions();
      control.readAll(cluster);
      Ruling.Desired before = control.standing().desired();
      Ruling.Desired after = change.apply(before);
      if (!after.equals(before)) {
        producer.beginTransaction();
        var unused = producer.send(ControlTopic.message(job, run, after));
        producer.commitTransaction();
      }
      return new DesiredState(before, after);
    } finally {
      producer.close(Duration.ZERO);
    }
  }

  /** Whether there was something to change. */
  public boolean isChanged() {
    return !after.equals(before);
  }
}
