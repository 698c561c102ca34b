package io.godwit.cli.fleet;

import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.Topics;
import io.godwit.common.kafka.TopicsLook;
import io.godwit.common.kafka.WaitsTopic;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.monitor.Instruments;
import io.godwit.common.monitor.Wait;
import io.godwit.common.monitor.Waits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the broker on behalf of the roles of this process, and tells everybody what they wait
 * for: the roles what it has seen, and {@code godwit status} and the pages of other processes, over
 * a topic, what the roles say. In a thread of its own, so that no role is held up.
 */
public final class BrokerWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(BrokerWatch.class);

  /** How soon others are told of what a role says; costs nothing while that does not change. */
  private static final long EVERY_MILLIS = 400;

  /** One look at the broker in so many rounds: it costs two requests in each process. */
  private static final int ROUNDS_A_LOOK = 2;

  private static final Duration FAREWELL = Duration.ofSeconds(1);

  /** After a broker did not take what was said: the roles' own work comes first. */
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final Cluster cluster;
  private final String job;
  private final List<Role> roles;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread;
  private final HangingWatch hanging;
  private final Map<String, Said> said = new HashMap<>();
  private Optional<KafkaProducer<byte[], byte[]>> producer = Optional.empty();
  private long silentUntil = System.nanoTime();

  /**
   * A role of this process.
   *
   * @param role producer, worker or aggregator
   * @param name its own
   */
  public record Role(String role, String name, Waits waits) {}

  /** Begins to look for a process of one role. */
  public static BrokerWatch of(
      Cluster cluster, String job, String role, String name, Instruments instruments) {
    String aggregator = role.equals("aggregator") ? name : Runs.AGGREGATOR;
    return new BrokerWatch(
        cluster, job, aggregator, List.of(new Role(role, name, instruments.waits())));
  }

  private record Said(WaitsTopic.Note note, long nanos) {}

  /** Begins to look. */
  public BrokerWatch(Cluster cluster, String job, String aggregator, List<Role> roles) {
    this.cluster = cluster;
    this.job = job;
    this.roles = List.copyOf(roles);
    this.hanging = new HangingWatch(cluster, job, aggregator);
    this.thread = Thread.ofPlatform().daemon().name("broker-watch").start(() -> lookOn(aggregator));
  }

  private void lookOn(String aggregator) {
    try (TopicsLook topics = new TopicsLook(cluster, new Topics(job), aggregator)) {
      boolean away = false;
      int round = 0;
      do {
        if (away || round++ % ROUNDS_A_LOOK == 0) {
          List<Wait> seen = topics.look();
          roles.forEach(role -> role.waits().around(seen));
          away = seen.stream().anyMatch(wait -> wait.code() == ErrorCode.BROKER_UNREACHABLE);
        }
        if (!away) {
          tell(notes());
        }
      } while (!stop.await(EVERY_MILLIS, TimeUnit.MILLISECONDS));
      tell(roles.stream().map(role -> note(role, List.of())).toList());
    } catch (InterruptedException | InterruptException e) {
      Thread.currentThread().interrupt();
    } catch (KafkaException e) {
      LOG.warn("nobody looks at the topics of {} any more", job, e);
    } finally {
      producer.ifPresent(client -> client.close(FAREWELL));
    }
  }

  private List<WaitsTopic.Note> notes() {
    return roles.stream().map(role -> note(role, role.waits().now())).toList();
  }

  private WaitsTopic.Note note(Role role, List<Wait> waits) {
    return new WaitsTopic.Note(job, role.role(), role.name(), waits);
  }

  /** What is new, or was said a while ago and still is so; a role that never waits says nothing. */
  private void tell(List<WaitsTopic.Note> notes) throws InterruptedException {
    List<WaitsTopic.Note> due = new ArrayList<>(notes);
    due.removeIf(note -> !isDue(note));
    if (due.isEmpty() || System.nanoTime() - silentUntil < 0) {
      return;
    }
    try {
      for (WaitsTopic.Note note : due) {
        client().send(WaitsTopic.message(note)).get(PAUSE.toSeconds(), TimeUnit.SECONDS);
        said.put(note.key(), new Said(note, System.nanoTime()));
      }
    } catch (KafkaException | ExecutionException | TimeoutException e) {
      LOG.warn("what the roles of {} wait for cannot be told to others", job, e);
      silentUntil = System.nanoTime() + PAUSE.toNanos();
    }
  }

  private boolean isDue(WaitsTopic.Note note) {
    Said last = said.get(note.key());
    if (last == null) {
      return !note.waits().isEmpty();
    }
    boolean again = System.nanoTime() - last.nanos() >= WaitsTopic.AGAIN.toNanos();
    return !last.note().equals(note) || (again && !note.waits().isEmpty());
  }

  private KafkaProducer<byte[], byte[]> client() {
    if (producer.isEmpty()) {
      producer = Optional.of(cluster.plainProducer());
    }
    return producer.get();
  }

  /** Says that its roles wait no more, where that does not take long. */
  @Override
  public void close() {
    stop.countDown();
    hanging.close();
    try {
      if (!thread.join(FAREWELL.plusSeconds(1))) {
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
