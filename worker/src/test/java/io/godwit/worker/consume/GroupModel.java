package io.godwit.worker.consume;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;

/**
 * The coordinator of the workers' group, as far as commits depend on it: who is a member, and each
 * member's epoch. It knows no more than a real one when offsets are committed: not which partitions
 * a member owns. Guarded by the broker.
 */
final class GroupModel {

  private final Map<String, Integer> epochs = new HashMap<>();
  private final boolean checks;
  private int epoch;

  GroupModel(Flaw flaw) {
    this.checks = flaw != Flaw.NO_MEMBER_EPOCHS;
  }

  /** A member joins, or has come to know of a new assignment: it gets a new epoch. */
  void advance(String member) {
    epoch++;
    epochs.put(member, epoch);
  }

  /** It leaves, or was not heard of for too long. */
  void remove(String member) {
    epochs.remove(member);
  }

  boolean isMember(String member) {
    return epochs.containsKey(member);
  }

  /** What a member knows of itself once it has polled; else only real consumers make one. */
  @SuppressWarnings("removal")
  ConsumerGroupMetadata of(String member) {
    return new ConsumerGroupMetadata(
        Load.TOPICS.workers(), epochs.getOrDefault(member, 0), member, Optional.empty());
  }

  /** Refuses offsets on behalf of somebody who is no member, or was one in another epoch. */
  void check(ConsumerGroupMetadata asked) {
    if (checks && asked.generationId() != epochs.getOrDefault(asked.memberId(), -1)) {
      throw new CommitFailedException("a stale member epoch");
    }
  }
}
