package io.godwit.cli.fleet;

import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.WaitsTopic;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the roles of a job wait for in other processes, followed in a thread of its own. While the
 * broker is away nothing is known of them, and nothing is said.
 */
public final class OtherWaits implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(OtherWaits.class);
  private static final long EVERY_MILLIS = 500;

  private final Cluster cluster;
  private final String job;
  private final Set<String> own;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread;
  private volatile List<String> newest = List.of();

  /**
   * Begins to follow.
   *
   * @param own the keys of the roles of this process, which speak for themselves
   */
  public OtherWaits(Cluster cluster, String job, Set<String> own) {
    this.cluster = cluster;
    this.job = job;
    this.own = Set.copyOf(own);
    this.thread = Thread.ofPlatform().daemon().name("other-waits").start(this::follow);
  }

  /** One sentence each; any thread may ask. */
  public List<String> now() {
    return newest;
  }

  private void follow() {
    try {
      do {
        try (WaitsTopic topic = new WaitsTopic(cluster)) {
          do {
            newest =
                topic.of(job).stream()
                    .filter(note -> !own.contains(note.key()))
                    .flatMap(note -> note.texts().stream())
                    .toList();
          } while (!stop.await(EVERY_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptException e) {
          throw e;
        } catch (KafkaException e) {
          newest = List.of();
          LOG.debug("what others wait for cannot be read now", e);
        }
      } while (!stop.await(EVERY_MILLIS, TimeUnit.MILLISECONDS));
    } catch (InterruptedException | InterruptException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    stop.countDown();
    thread.interrupt();
  }
}
