package io.godwit.worker.consume;

import io.godwit.common.model.failure.Trouble;
import io.godwit.common.wire.WorkPack;
import io.godwit.worker.settle.Settlement;
import io.godwit.worker.settle.Settler;
import io.godwit.worker.suspect.OffsetMark;
import io.godwit.worker.suspect.PartitionSuspicion;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.TopicPartition;

/**
 * What is owned and buffered of an assigned partition: its {@link PartitionState}, the packs that
 * wait, and how far it is. The poll thread offers and asks, the partition's thread takes and hands
 * over. What they share is guarded by one lock; it is no monitor, because a virtual thread that
 * waits in a monitor holds its carrier on the older JDKs, and there may be a thousand partitions.
 */
final class OwnedPartition {

  private static final Duration ROOM = Duration.ofMillis(500);

  private final TopicPartition partition;
  private final Settler settler;
  private final AtomicLong inHandOfAll;
  private final PartitionSuspicion suspicion;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final PackBuffer buffer = new PackBuffer();
  private PartitionState state = PartitionState.Idle.IDLE;
  private long inHand;
  private long position;
  private long settledTo;

  /**
   * A partition of which nothing is buffered.
   *
   * @param inHandOfAll how many records were offered to all partitions and are not settled
   */
  OwnedPartition(
      TopicPartition partition,
      Settler settler,
      AtomicLong inHandOfAll,
      PartitionSuspicion suspicion) {
    this.partition = partition;
    this.settler = settler;
    this.inHandOfAll = inHandOfAll;
    this.suspicion = suspicion;
  }

  TopicPartition topicPartition() {
    return partition;
  }

  /** How it stands now. */
  PartitionState state() {
    return locked(() -> state);
  }

  /**
   * Takes more packs.
   *
   * @param newest how far the consumer has read
   */
  void offer(List<WorkPack> packs, long newest) {
    lock.lock();
    try {
      int records = 0;
      for (WorkPack pack : packs) {
        buffer.add(pack);
        records += pack.count();
      }
      inHand += records;
      inHandOfAll.addAndGet(records);
      position = newest;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Tells how far the consumer has read: behind the records offered, and markers after them. */
  void position(long newest) {
    locked(() -> position = newest);
  }

  /** What waits here, in bytes: in the buffer, or in hand for a target to take it. */
  long bufferedBytes() {
    return locked(() -> buffer.bytes() + state.inHand().folded());
  }

  /** Whether it has nothing to do. */
  boolean isIdle() {
    return locked(() -> state instanceof PartitionState.Idle && buffer.isEmpty());
  }

  /** What it waits for; empty while nothing is wrong. */
  Optional<Trouble> trouble() {
    return locked(() -> state.inHand().trouble());
  }

  /**
   * Settles the position where it has moved over transaction markers only, so that the lag of a
   * finished job is 0 and not 1. Where the settler has no room, a later call does it.
   */
  void settleIdle() {
    lock.lock();
    try {
      if (isIdle() && position > settledTo && suspicion.isKnown()) {
        OffsetMark mark = suspicion.settling(position);
        if (handOver(Settlement.ofMark(partition, position, mark.text()))) {
          suspicion.marked(position, mark);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** Nothing more is taken from the buffer; what was taken goes on to its settlement. */
  void drain() {
    become(PartitionState::drained);
  }

  /** What is in hand is given up too. Once this has returned, nothing of it is handed over. */
  void abandon() {
    become(PartitionState::abandoned);
  }

  private void become(UnaryOperator<PartitionState> transition) {
    lock.lock();
    try {
      state = transition.apply(state);
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes back that this process is at work, when the partition is abandoned and the session ends
   * in order: that is no death. What broke the partition is one, unless it is only out of date.
   */
  void rest() {
    lock.lock();
    try {
      boolean died =
          state instanceof PartitionState.Broken(Throwable reason)
              && !(reason instanceof RunFilter.Superseded);
      Optional<PartitionSuspicion.Standing> rest = died ? Optional.empty() : suspicion.resting();
      rest.ifPresent(
          now -> handOver(Settlement.ofMark(partition, now.offset(), now.mark().text())));
    } finally {
      lock.unlock();
    }
  }

  /** For the partition's thread: waits for records; answers whether there are some to take. */
  boolean awaitRecords() throws InterruptedException {
    lock.lock();
    try {
      if (state instanceof PartitionState.Working working) {
        state = working.done();
      }
      while (buffer.isEmpty() && state instanceof PartitionState.Idle) {
        changed.await();
      }
      return switch (state) {
        case PartitionState.Idle idle -> {
          state = idle.begin();
          yield true;
        }
        case PartitionState.Working ignored -> throw illegal("begins twice");
        case PartitionState.Draining ignored -> false;
        case PartitionState.Abandoned ignored -> false;
        case PartitionState.Broken ignored -> throw illegal("begins");
      };
    } finally {
      lock.unlock();
    }
  }

  /** For the partition's thread: the offset of the first pack in the buffer; there must be one. */
  long firstOffset() {
    return locked(() -> buffer.firstOffset());
  }

  /** For the partition's thread: the first pack in the buffer, which stays there. */
  WorkPack first() {
    return locked(buffer::first);
  }

  /** For the partition's thread: how many bytes the first pack has; there must be one. */
  long firstBytes() {
    return locked(() -> buffer.firstBytes());
  }

  /** For the partition's thread: takes the first packs out of the buffer; only while it works. */
  List<WorkPack> take(int mostRecords, long mostBytes) {
    return locked(() ->
        switch (state) {
          // The wish to stop may come at the very moment; what is taken then is in hand.
          case PartitionState.Working ignored -> taken(mostRecords, mostBytes);
          case PartitionState.Draining ignored -> taken(mostRecords, mostBytes);
          case PartitionState.Abandoned ignored -> taken(mostRecords, mostBytes);
          case PartitionState.Idle ignored -> throw illegal("takes packs");
          case PartitionState.Broken ignored -> throw illegal("takes packs");
        });
  }

  private List<WorkPack> taken(int mostRecords, long mostBytes) {
    return buffer.take(
        mostRecords,
        mostBytes,
        suspicion.packs().orElse(Integer.MAX_VALUE),
        suspicion.limit(buffer.firstOffset()).orElse(Long.MAX_VALUE));
  }

  /** For the partition's thread: so many bytes that it has taken wait again; 0 where none do. */
  void folds(long bytes) {
    change(hand -> hand.withFolded(bytes));
  }

  /** For the partition's thread: says what it waits for now; nothing where it does not. */
  void waits(Optional<Trouble> reason) {
    change(hand -> hand.withTrouble(reason));
  }

  private void change(UnaryOperator<PartitionState.Hand> change) {
    become(now ->
        switch (now) {
          case PartitionState.Working working -> working.with(change.apply(working.hand()));
          case PartitionState.Draining draining -> draining.with(change.apply(draining.hand()));
          // Its thread has not noticed yet, and nobody asks any more.
          case PartitionState.Abandoned abandoned -> abandoned;
          case PartitionState.Idle ignored -> throw illegal("has something in hand");
          case PartitionState.Broken ignored -> throw illegal("has something in hand");
        });
  }

  private IllegalStateException illegal(String what) {
    return new IllegalStateException(partition + " " + what + " while it is " + state);
  }

  /** For the partition's thread: whether it is to stop, now or when what is in hand has ended. */
  boolean stops() {
    return state().stops();
  }

  /** For the partition's thread: waits so long, or until it is to stop. */
  void awaitStop(Duration time) throws InterruptedException {
    long nanos = time.toNanos();
    lock.lock();
    try {
      while (!stops() && nanos > 0) {
        nanos = changed.awaitNanos(nanos);
      }
    } finally {
      lock.unlock();
    }
  }

  /** For the partition's thread: ends it where the partition may be somebody else's. */
  void requireOwned() throws InterruptedException {
    if (state() instanceof PartitionState.Abandoned) {
      throw new InterruptedException("abandoned");
    }
  }

  /**
   * For the partition's thread: hands over what has become of some records, when there is room.
   *
   * @param records so many that were offered are not in hand any more
   * @param noted told at that very moment
   */
  void settle(Settlement settlement, long records, Runnable noted) throws InterruptedException {
    while (!settleNow(settlement, records, noted)) {
      if (settler.broken().isPresent()) {
        throw new InterruptedException("nothing is settled any more");
      }
      settler.awaitRoom(ROOM);
    }
  }

  private boolean settleNow(Settlement settlement, long records, Runnable noted)
      throws InterruptedException {
    lock.lock();
    try {
      requireOwned();
      boolean taken = handOver(settlement);
      if (taken) {
        ended(records);
        noted.run();
      }
      return taken;
    } finally {
      lock.unlock();
    }
  }

  private void ended(long records) {
    inHand -= records;
    inHandOfAll.addAndGet(-records);
  }

  /** Under the lock, so that nothing is handed over once {@link #abandon()} has returned. */
  private boolean handOver(Settlement settlement) {
    boolean taken = settler.offer(settlement);
    if (taken) {
      settledTo = settlement.offset();
    }
    return taken;
  }

  /** For the partition's thread, which ends of this. */
  void broke(Throwable reason) {
    become(now ->
        switch (now) {
          case PartitionState.Idle idle -> idle.broke(reason);
          case PartitionState.Working working -> working.broke(reason);
          case PartitionState.Draining draining -> draining.broke(reason);
          case PartitionState.Abandoned abandoned -> abandoned.broke(reason);
          case PartitionState.Broken ignored -> throw illegal("breaks twice");
        });
  }

  /** For the partition's thread, when it ends: what was offered and not settled is nobody's. */
  void forget() {
    locked(() -> {
      ended(inHand);
      return inHand;
    });
  }

  private <T> T locked(Supplier<T> look) {
    lock.lock();
    try {
      return look.get();
    } finally {
      lock.unlock();
    }
  }
}
