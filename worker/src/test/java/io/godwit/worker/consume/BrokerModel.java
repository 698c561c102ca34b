package io.godwit.worker.consume;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ProducerFencedException;

/**
 * What a broker does about transactions. Each transactional id has an epoch and at most one open
 * transaction; whoever initialises the id, and a time-out, aborts that and moves the epoch, and who
 * comes with an older one is fenced. What is in a transaction is visible, and its offsets are
 * committed, all at once or never. Offsets of an open transaction make those of the partition
 * unstable: a new owner does not get them until it is decided.
 *
 * <p>Safe for any thread.
 */
final class BrokerModel {

  final GroupModel group;
  private final Flaw flaw;
  private final SplittableRandom losses;
  private final Map<String, Integer> epochs = new HashMap<>();
  private final Map<String, Transaction> open = new HashMap<>();
  private final Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
  private final List<ProducerRecord<byte[], byte[]>> visible = new ArrayList<>();

  private static final class Transaction {
    private final List<ProducerRecord<byte[], byte[]>> messages = new ArrayList<>();
    private final Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
  }

  BrokerModel(Flaw flaw, long seed) {
    this.flaw = flaw;
    this.group = new GroupModel(flaw);
    this.losses = new SplittableRandom(seed);
  }

  /** A client begins to use the id; answers its epoch. */
  synchronized int initialise(String id) {
    abortAndFence(id);
    return epochs.getOrDefault(id, 0);
  }

  /** Also what the broker does by itself with a transaction that takes too long. */
  synchronized void abortAndFence(String id) {
    open.remove(id);
    epochs.merge(id, 1, Integer::sum);
  }

  synchronized void send(String id, int epoch, ProducerRecord<byte[], byte[]> message) {
    List<ProducerRecord<byte[], byte[]>> messages = transaction(id, epoch).messages;
    boolean lost =
        flaw == Flaw.LOST_RECEIPTS
            && message.topic().equals(Load.TOPICS.receipts())
            && losses.nextInt(50) == 0;
    if (!lost) {
      messages.add(message);
    }
  }

  synchronized void sendOffsets(
      String id,
      int epoch,
      Map<TopicPartition, OffsetAndMetadata> offsets,
      ConsumerGroupMetadata membership) {
    Transaction transaction = transaction(id, epoch);
    group.check(membership);
    transaction.offsets.putAll(offsets);
  }

  synchronized void commit(String id, int epoch) {
    Transaction transaction = transaction(id, epoch);
    visible.addAll(transaction.messages);
    committed.putAll(transaction.offsets);
    open.remove(id);
  }

  synchronized void abort(String id, int epoch) {
    check(id, epoch);
    open.remove(id);
  }

  private Transaction transaction(String id, int epoch) {
    check(id, epoch);
    return open.computeIfAbsent(id, ignored -> new Transaction());
  }

  private void check(String id, int epoch) {
    if (flaw != Flaw.NO_PRODUCER_EPOCHS && epochs.getOrDefault(id, 0) != epoch) {
      throw new ProducerFencedException("another client uses " + id + ", or it took too long");
    }
  }

  /** Whose transaction keeps the offset of a partition from being told; empty where it is known. */
  synchronized Optional<String> undecided(TopicPartition partition) {
    return flaw == Flaw.UNSTABLE_OFFSETS
        ? Optional.empty()
        : open.entrySet().stream()
            .filter(entry -> entry.getValue().offsets.containsKey(partition))
            .map(Map.Entry::getKey)
            .findFirst();
  }

  /** Where the next owner of a partition begins, and the mark beside it. */
  synchronized OffsetAndMetadata committed(TopicPartition partition) {
    return committed.getOrDefault(partition, new OffsetAndMetadata(0));
  }

  /** What readers of committed messages see of a topic. */
  synchronized List<ProducerRecord<byte[], byte[]>> visible(String topic) {
    return visible.stream().filter(message -> message.topic().equals(topic)).toList();
  }
}
