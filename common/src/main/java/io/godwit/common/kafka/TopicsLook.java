package io.godwit.common.kafka;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.monitor.Wait;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Looks whether a broker answers, and whether a job's topics are still there. For one thread.
 *
 * <p>Kafka's clients take a topic that is gone for one that is not known yet, and try for half a
 * minute; a consumer says nothing at all. So somebody has to ask. A broker that has just started
 * does not know its topics for a moment: one is gone when it is missing twice in a row, and either
 * was seen before or is missing among others of the job.
 */
public final class TopicsLook implements AutoCloseable {

  private static final Duration ANSWER = Duration.ofSeconds(1);
  private static final int GIVEN_UP_MILLIS = 5000;

  private final String bootstrap;
  private final Admin admin;
  private final Set<String> ofJob;
  private final Set<String> all;
  private final Set<String> seen = new HashSet<>();
  private Set<String> missedBefore = Set.of();
  private Map<String, KafkaFuture<TopicDescription>> asked = Map.of();

  /** Of a cluster whose broker may be away. */
  public TopicsLook(Cluster cluster, Topics topics, String aggregator) {
    this.bootstrap = cluster.bootstrap();
    this.admin = cluster.admin();
    this.ofJob = Set.of(topics.splits(), topics.work(), topics.receipts(), topics.failed());
    this.all = new TreeSet<>(ofJob);
    all.add(topics.totals(aggregator));
    all.add(Topics.JOBS);
    all.add(Topics.CONTROL);
  }

  /**
   * What every role of the job waits for now; takes a second where no broker answers.
   *
   * @throws InterruptedException where the thread is interrupted meanwhile
   */
  public List<Wait> look() throws InterruptedException {
    if (asked.isEmpty()) {
      asked =
          new TreeMap<>(
              admin
                  .describeTopics(all, new DescribeTopicsOptions().timeoutMs(GIVEN_UP_MILLIS))
                  .topicNameValues());
    }
    Set<String> missed = new TreeSet<>();
    try {
      long deadline = System.nanoTime() + ANSWER.toNanos();
      for (Map.Entry<String, KafkaFuture<TopicDescription>> topic : asked.entrySet()) {
        if (!isThere(topic.getValue(), deadline)) {
          missed.add(topic.getKey());
        }
      }
    } catch (TimeoutException e) {
      return away();
    } catch (ExecutionException e) {
      asked = Map.of();
      return away();
    }
    asked = Map.of();
    return gone(missed);
  }

  private List<Wait> away() {
    return List.of(
        new Wait(ErrorCode.BROKER_UNREACHABLE, "no Kafka broker answers at " + bootstrap));
  }

  private static boolean isThere(KafkaFuture<TopicDescription> topic, long deadline)
      throws TimeoutException, ExecutionException, InterruptedException {
    try {
      topic.get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return false;
      }
      throw e;
    }
  }

  private List<Wait> gone(Set<String> missed) {
    Set<String> there = new TreeSet<>(all);
    there.removeAll(missed);
    seen.addAll(there);
    boolean registered = there.stream().anyMatch(ofJob::contains);
    List<Wait> gone = new ArrayList<>();
    for (String topic : missed) {
      boolean expected = seen.contains(topic) || (registered && ofJob.contains(topic));
      if (expected && missedBefore.contains(topic)) {
        gone.add(new Wait(ErrorCode.TOPIC_GONE, "the topic " + topic + " is gone"));
      }
    }
    missedBefore = Set.copyOf(missed);
    return gone;
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }
}
