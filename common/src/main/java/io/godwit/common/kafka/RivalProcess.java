package io.godwit.common.kafka;

import io.godwit.common.retry.StopSignal;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TransactionAbortedException;
import org.apache.kafka.common.errors.UnknownServerException;

/**
 * Somebody else who works under our transactional id.
 *
 * <p>A fenced client cannot tell why: a second process of the same name looks to it exactly like a
 * transaction of its own that took too long. The difference shows afterwards. When a transaction
 * has timed out, its id rests; when somebody else uses the id, it goes on moving. So whoever is
 * fenced keeps still for a moment and looks. Taking the id back at once instead would fence the
 * other, who would do the same, for ever.
 */
public final class RivalProcess {

  private static final Duration LOOK = Duration.ofMillis(250);
  private static final int LOOKS = 20;

  /** Aborting a transaction that timed out moves an id up to two epochs on; this is more. */
  private static final int MOST_AT_REST = 3;

  private RivalProcess() {}

  /** Whether the client that failed so was fenced, by itself or by a rival. */
  public static boolean mayBeBehind(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof ProducerFencedException || t instanceof InvalidProducerEpochException) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether a rival may have begun under the id of the client that failed so, as far as a look at
   * the id is worth it ({@link #isAtWork}): one that ends its transaction in the moment in which
   * the other begins is not fenced, but told that there is none to be ended.
   */
  public static boolean mayHaveTakenOver(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (isCutOff(t)) {
        return true;
      }
    }
    return mayBeBehind(failure);
  }

  /**
   * Whether the failed transaction may have been cut off by somebody who began under its id, so
   * that whoever wanted it can read what has become of it and try again. He that is cut off is told
   * so in many ways, by the moment in which it happens: he is fenced, or his transaction is
   * aborted, or it is none at all, or the broker has only an "unexpected error" for him. The client
   * has no type for that last one, so whoever tries again must stop some time.
   */
  public static boolean mayHaveCutOff(KafkaException failure) {
    Throwable first = failure;
    while (first.getCause() != null) {
      first = first.getCause();
    }
    return first.getClass() == KafkaException.class || mayHaveTakenOver(failure);
  }

  private static boolean isCutOff(Throwable t) {
    return t instanceof InvalidTxnStateException
        || t instanceof TransactionAbortedException
        || t instanceof UnknownServerException;
  }

  /**
   * Whether somebody transacts under this id; takes up to five seconds. The caller has closed its
   * own client.
   *
   * @param stop answers {@code false} early
   */
  public static boolean isAtWork(Cluster cluster, String transactionalId, StopSignal stop) {
    Set<List<Long>> epochs = new HashSet<>();
    try (Admin admin = cluster.admin()) {
      for (int look = 0; look < LOOKS && !stop.await(LOOK); look++) {
        TransactionDescription now =
            admin.describeTransactions(List.of(transactionalId)).description(transactionalId).get();
        epochs.add(List.of(now.producerId(), (long) now.producerEpoch()));
        if (epochs.size() > MOST_AT_REST) {
          return true;
        }
      }
      return false;
    } catch (ExecutionException | KafkaException e) {
      // Who cannot look has nothing to go by: the next session will wait for the broker.
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
