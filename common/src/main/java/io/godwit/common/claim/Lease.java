package io.godwit.common.claim;

import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.Topics;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.retry.Backoff;
import io.godwit.common.retry.StopSignal;
import io.godwit.common.wire.run.Holder;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.InvalidSessionTimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A sign of life of one command: membership of a group of the job's, under the command's token. The
 * group has the one partition of the jobs topic to share out, which nobody reads from it; who has
 * it does not matter, since the entry of the job says whose the job is.
 *
 * <p>The group is one of the older protocol, in which a member says itself how soon it is to be
 * missed: in the newer the broker does, and its default is 45 s.
 */
public final class Lease implements AutoCloseable {

  /** After so long without a word a member is taken for dead; the least that brokers allow. */
  public static final Duration SESSION = Duration.ofSeconds(6);

  private static final Logger LOG = LoggerFactory.getLogger(Lease.class);
  private static final String NAME = "godwit-lease-";

  /** Of those that publish a run with its holder: they are alive, and hold nothing. */
  private static final String SHARE = "godwit-share-";

  private static final Duration BEAT = Duration.ofMillis(200);
  private static final Duration ANSWER = Duration.ofSeconds(20);

  private final Cluster cluster;
  private final Topics topics;
  private final String name;
  private final StopSignal stop = new StopSignal();
  private final Thread thread;

  private Lease(Cluster cluster, Topics topics, String name) {
    this.cluster = cluster;
    this.topics = topics;
    this.name = name;
    this.thread = Thread.ofPlatform().daemon().name("lease").unstarted(this::hold);
  }

  /**
   * Joins, on a cluster whose jobs topic exists, and returns when others can see it.
   *
   * @throws Trouble where the broker does not let it in within 20 s
   */
  public static Lease join(Cluster cluster, Topics topics, String token)
      throws Trouble, InterruptedException {
    return joined(cluster, topics, NAME + token);
  }

  /** The same for a producer that publishes with the holder; {@link #isAlive} does not see it. */
  static Lease share(Cluster cluster, Topics topics, String token)
      throws Trouble, InterruptedException {
    return joined(cluster, topics, SHARE + token);
  }

  private static Lease joined(Cluster cluster, Topics topics, String name)
      throws Trouble, InterruptedException {
    Lease lease = new Lease(cluster, topics, name);
    lease.thread.start();
    boolean joined = false;
    try (Admin admin = cluster.admin()) {
      Backoff backoff = new Backoff(Duration.ofMillis(20), Duration.ofMillis(200));
      long deadline = System.nanoTime() + ANSWER.toNanos();
      while (!members(admin, topics).contains(lease.name)) {
        if (System.nanoTime() - deadline > 0) {
          throw new Trouble(
              ErrorCode.BROKER_UNREACHABLE, "the group " + topics.lease() + " cannot be joined");
        }
        Thread.sleep(backoff.next());
      }
      joined = true;
      return lease;
    } finally {
      if (!joined) {
        lease.close();
      }
    }
  }

  /**
   * Whether a command is alive, as far as anybody can tell.
   *
   * @throws Trouble where the broker does not answer
   */
  public static boolean isAlive(Admin admin, Topics topics, Holder holder) throws Trouble {
    return ProcessIdentity.of(holder) != ProcessIdentity.Life.GONE
        && members(admin, topics).contains(NAME + holder.token());
  }

  /** Whether it surely runs, and not only did within the last seconds. */
  public static boolean surelyRuns(Holder holder) {
    return ProcessIdentity.of(holder) == ProcessIdentity.Life.RUNS;
  }

  /**
   * The tokens of those that publish a run and are alive: of its holder, and who shares with it.
   */
  static Set<String> producers(Admin admin, Topics topics, String holder) throws Trouble {
    Set<String> tokens = new HashSet<>();
    for (String name : members(admin, topics)) {
      if (name.startsWith(SHARE)) {
        tokens.add(name.substring(SHARE.length()));
      } else if (name.equals(NAME + holder)) {
        tokens.add(holder);
      }
    }
    return tokens;
  }

  private static List<String> members(Admin admin, Topics topics) throws Trouble {
    try {
      return admin
          .describeConsumerGroups(List.of(topics.lease()))
          .all()
          .get(ANSWER.toMillis(), TimeUnit.MILLISECONDS)
          .values()
          .stream()
          .flatMap(group -> group.members().stream())
          .map(member -> member.clientId())
          .toList();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return List.of();
      }
      throw new Trouble(ErrorCode.BROKER_UNREACHABLE, "cannot ask who holds " + topics.job(), e);
    } catch (TimeoutException e) {
      throw new Trouble(ErrorCode.BROKER_UNREACHABLE, "cannot ask who holds " + topics.job(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble(ErrorCode.BROKER_UNREACHABLE, "interrupted at " + topics.lease(), e);
    }
  }

  private void hold() {
    Duration session = SESSION;
    while (!stop.requested()) {
      try {
        stay(session);
      } catch (InvalidSessionTimeoutException least) {
        // A broker may ask for more than Kafka's own minimum, and does not say how much.
        session = session.multipliedBy(2);
      } catch (KafkaException lost) {
        LOG.warn("The lease of {} is not renewed now: {}", topics.job(), lost.toString());
        if (stop.await(Duration.ofSeconds(1))) {
          return;
        }
      }
    }
  }

  private void stay(Duration session) {
    KafkaConsumer<byte[], byte[]> member = cluster.leaseMember(topics.lease(), name, session);
    try {
      member.subscribe(List.of(Topics.JOBS), new Unread(member));
      while (!stop.requested()) {
        member.poll(BEAT);
      }
    } finally {
      member.close(CloseOptions.timeout(Duration.ofSeconds(1)));
    }
  }

  /** Nothing is read from what is assigned. */
  private record Unread(KafkaConsumer<byte[], byte[]> member) implements ConsumerRebalanceListener {

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      member.pause(partitions);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      // Nothing was done with them.
    }
  }

  /** Leaves, so that others need not wait; harmless when it has. */
  @Override
  public void close() {
    stop.request();
    try {
      thread.join(Duration.ofSeconds(2));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
