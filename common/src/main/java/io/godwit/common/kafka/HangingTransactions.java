package io.godwit.common.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.AbortTransactionSpec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeProducersResult.PartitionProducerState;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.utils.Utils;

/**
 * Finds transactions that hang, and aborts them. A broker that dies at the wrong moment may leave
 * one open in a partition although its coordinator has done with it: nobody ends it any more, and
 * all who read committed records, or the offsets of a group, stand before it for good.
 *
 * <p>Only what surely hangs is aborted, since an abort in the middle of a living transaction would
 * lose a part of it. A transaction hangs where it is open in a partition, then its coordinator,
 * asked, does not hold it, and then it is still open there, with the same first offset. That is
 * certain: a coordinator holds a transaction from before its first record until after the last of
 * its markers is written. Where a coordinator does not answer, or is not known, nothing is done; of
 * a transaction whose id no coordinator lists, only after a minute, since ids may have expired.
 * Only the job's own topics are looked at, and of the broker's topic of offsets the partitions of
 * the job's groups, where what is not Godwit's by its transactional id is left alone.
 *
 * <p>For one thread.
 */
public final class HangingTransactions implements AutoCloseable {

  /**
   * Between two looks; longer than a worker's transaction may last, and its search by a broker, so
   * that there is seldom one to ask about.
   */
  public static final Duration EVERY = Duration.ofSeconds(10);

  /**
   * So long, and so often in a row, nobody knows whose a transaction is before it counts as
   * forgotten. A broker that has just started lists none of those that it is about to load, and
   * says nothing of it; and of a process that was suspended two looks may be far apart.
   */
  private static final Duration UNKNOWN_FOR = Duration.ofMinutes(1);

  private static final int UNKNOWN_LOOKS = 6;

  private static final String OFFSETS = "__consumer_offsets";
  private static final String COORDINATORS = "__transaction_state";
  private static final String OURS = "godwit.";

  private static final Set<TransactionState> HELD =
      Set.of(
          TransactionState.ONGOING,
          TransactionState.PREPARE_ABORT,
          TransactionState.PREPARE_COMMIT,
          TransactionState.PREPARE_EPOCH_FENCE,
          TransactionState.UNKNOWN);

  private final Admin admin;
  private final Topics topics;
  private final List<String> groups;
  private final Map<Open, Unknown> unknown = new HashMap<>();
  private Set<Open> before = Set.of();

  /** Those of a job's topics, and of the groups of its workers and of an aggregator. */
  public HangingTransactions(Cluster cluster, Topics topics, String aggregator) {
    this.admin = cluster.admin();
    this.topics = topics;
    this.groups = List.of(topics.workers(), topics.application(aggregator));
  }

  /**
   * A transaction that is open in a partition.
   *
   * @param from the offset of its first record there
   */
  private record Open(
      TopicPartition partition, long producer, int epoch, long from, int coordinatorEpoch) {

    boolean isOffsets() {
      return partition.topic().equals(OFFSETS);
    }
  }

  /**
   * Of a transaction whose id no coordinator lists, how often in a row that was seen.
   *
   * @param since the first of these looks, in nanoseconds of the JVM's clock
   */
  private record Unknown(int looks, long since) {}

  /**
   * Looks once; whatever was open at the last look, too, is judged.
   *
   * @return what was aborted, a sentence each
   * @throws ExecutionException where the broker does not answer, or this user may not ask
   * @throws InterruptedException where the thread is interrupted meanwhile
   */
  public List<String> look() throws ExecutionException, InterruptedException {
    Set<Open> open = openIn(partitions());
    Set<Open> old = new HashSet<>(open);
    old.retainAll(before);
    before = open;
    unknown.keySet().retainAll(old);
    return old.isEmpty() ? List.of() : abort(old);
  }

  private List<String> abort(Set<Open> old) throws ExecutionException, InterruptedException {
    Map<Long, String> ids = ids(old);
    Set<Open> hanging = new HashSet<>();
    for (Open one : old) {
      Optional<String> id = Optional.ofNullable(ids.get(one.producer()));
      if (id.isPresent()) {
        unknown.remove(one);
      }
      boolean hangs =
          id.isPresent()
              ? id.get().startsWith(OURS) && !isHeld(one, id.get())
              : !one.isOffsets() && isForgotten(one);
      if (hangs) {
        hanging.add(one);
      }
    }
    hanging.retainAll(openIn(hanging.stream().map(Open::partition).collect(Collectors.toSet())));
    List<String> done = new ArrayList<>();
    for (Open one : hanging) {
      admin
          .abortTransaction(
              new AbortTransactionSpec(
                  one.partition(), one.producer(), (short) one.epoch(), one.coordinatorEpoch()))
          .all()
          .get();
      done.add(
          "a transaction of %s that its coordinator has forgotten was open in %s from offset %d on"
              .formatted(
                  ids.getOrDefault(one.producer(), "producer " + one.producer()),
                  one.partition(),
                  one.from()));
    }
    return done;
  }

  private boolean isForgotten(Open one) {
    long now = System.nanoTime();
    Unknown seen =
        unknown.merge(
            one, new Unknown(1, now), (was, is) -> new Unknown(was.looks() + 1, was.since()));
    return seen.looks() >= UNKNOWN_LOOKS && now - seen.since() >= UNKNOWN_FOR.toNanos();
  }

  /** Whether the coordinator will still end it. */
  private boolean isHeld(Open one, String id) throws ExecutionException, InterruptedException {
    TransactionDescription now = admin.describeTransactions(Set.of(id)).description(id).get();
    return now.producerId() == one.producer()
        && HELD.contains(now.state())
        && now.topicPartitions().contains(one.partition());
  }

  /** The transactional ids by producer; every coordinator has answered. */
  private Map<Long, String> ids(Set<Open> open) throws ExecutionException, InterruptedException {
    Set<Integer> coordinators = coordinators();
    Set<Long> producers = open.stream().map(Open::producer).collect(Collectors.toSet());
    Map<Integer, KafkaFuture<Collection<TransactionListing>>> answers =
        admin
            .listTransactions(new ListTransactionsOptions().filterProducerIds(producers))
            .byBrokerId()
            .get();
    Map<Long, String> ids = new HashMap<>();
    for (KafkaFuture<Collection<TransactionListing>> answer : answers.values()) {
      answer.get().forEach(listing -> ids.put(listing.producerId(), listing.transactionalId()));
    }
    coordinators.addAll(coordinators());
    if (!answers.keySet().containsAll(coordinators)) {
      throw new ExecutionException(
          new IllegalStateException("not every coordinator of transactions has answered"));
    }
    return ids;
  }

  private Set<Integer> coordinators() throws ExecutionException, InterruptedException {
    Set<Integer> brokers = new HashSet<>();
    for (TopicPartitionInfo partition : partitionsOf(COORDINATORS)) {
      Node leader = partition.leader();
      brokers.add(leader == null ? Node.noNode().id() : leader.id());
    }
    return brokers;
  }

  private Set<Open> openIn(Set<TopicPartition> partitions)
      throws ExecutionException, InterruptedException {
    Set<Open> open = new HashSet<>();
    if (partitions.isEmpty()) {
      return open;
    }
    for (Map.Entry<TopicPartition, PartitionProducerState> states :
        admin.describeProducers(partitions).all().get().entrySet()) {
      for (ProducerState state : states.getValue().activeProducers()) {
        if (state.currentTransactionStartOffset().isPresent()) {
          open.add(
              new Open(
                  states.getKey(),
                  state.producerId(),
                  state.producerEpoch(),
                  state.currentTransactionStartOffset().getAsLong(),
                  state.coordinatorEpoch().orElse(0)));
        }
      }
    }
    return open;
  }

  /** All partitions of the job's topics, also of an aggregator's own, and of its groups. */
  private Set<TopicPartition> partitions() throws ExecutionException, InterruptedException {
    Set<String> names = new TreeSet<>();
    for (String name : admin.listTopics().names().get()) {
      if (name.startsWith(topics.prefix())
          || name.equals(Topics.JOBS)
          || name.equals(Topics.CONTROL)) {
        names.add(name);
      }
    }
    Set<TopicPartition> all = new HashSet<>();
    admin
        .describeTopics(names)
        .allTopicNames()
        .get()
        .forEach((name, topic) ->
            topic.partitions().forEach(p -> all.add(new TopicPartition(name, p.partition()))));
    // A broker without it has no offsets yet.
    List<TopicPartitionInfo> offsets = partitionsOf(OFFSETS);
    if (!offsets.isEmpty()) {
      for (String group : groups) {
        // As the broker chooses a group's coordinator.
        int partition = Utils.abs(group.hashCode()) % offsets.size();
        all.add(new TopicPartition(OFFSETS, partition));
      }
    }
    return all;
  }

  /** Empty where there is no such topic. */
  private List<TopicPartitionInfo> partitionsOf(String topic)
      throws ExecutionException, InterruptedException {
    try {
      return admin.describeTopics(Set.of(topic)).allTopicNames().get().values().stream()
          .flatMap(described -> described.partitions().stream())
          .toList();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return List.of();
      }
      throw e;
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }
}
