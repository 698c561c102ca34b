package io.godwit.producer;

import io.godwit.common.wire.run.SplitProgress;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The splits that this process is to publish, and what has become of all splits of the run. Any
 * thread may ask and tell.
 *
 * <p>A split that is taken back while it is being published is told of by {@link #isMine}: whoever
 * publishes it commits what it has and lets go of it.
 */
final class SplitShare {

  private final SortedSet<Integer> all;
  private final SortedSet<Integer> mine = new TreeSet<>();
  private final Set<Integer> underWay = new HashSet<>();
  private final Set<Integer> resting = new HashSet<>();
  private final Set<Integer> closed = new HashSet<>();
  private boolean over;

  /**
   * The splits of a run, of which none is this process's yet.
   *
   * @param open those that are not published to their end; the others do not matter
   */
  SplitShare(Collection<SplitProgress> open) {
    this.all =
        Collections.unmodifiableSortedSet(
            open.stream()
                .map(split -> split.split().number())
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  /** All of them, whoever's they are. */
  SortedSet<Integer> all() {
    return all;
  }

  /**
   * From now on these are this process's, and no others.
   *
   * @return those that were not, and are not being published here
   */
  synchronized Set<Integer> assign(Collection<Integer> now) {
    Set<Integer> gained = new TreeSet<>(now);
    gained.retainAll(all);
    gained.removeAll(closed);
    gained.removeAll(mine);
    gained.removeAll(underWay);
    mine.retainAll(now);
    mine.addAll(gained);
    resting.clear();
    notifyAll();
    return gained;
  }

  /**
   * The first split in the order of the source that is this process's and that nobody has begun;
   * waits for one. Whoever takes it says {@link #ended} of it.
   *
   * @return empty where there will be none
   */
  synchronized Optional<Integer> take() throws InterruptedException {
    while (!over && !allClosed()) {
      for (int split : mine) {
        if (!closed.contains(split) && !resting.contains(split) && underWay.add(split)) {
          return Optional.of(split);
        }
      }
      wait();
    }
    return Optional.empty();
  }

  /**
   * Nobody here publishes it any more.
   *
   * @param published whether to its end; else it is taken again, should it still be ours
   */
  synchronized void ended(int split, boolean published) {
    underWay.remove(split);
    if (published) {
      closed.add(split);
    }
    notifyAll();
  }

  /** These are published to their end, by whomever. */
  synchronized void published(Collection<Integer> splits) {
    if (closed.addAll(splits)) {
      notifyAll();
    }
  }

  /** Another has taken it; it is not taken again before it is assigned anew. */
  synchronized void rest(int split) {
    resting.add(split);
  }

  /** Whether a split is still this process's to publish. */
  synchronized boolean isMine(int split) {
    return !over && mine.contains(split);
  }

  /** Whether every split of the run is published to its end, as far as is known here. */
  synchronized boolean allClosed() {
    return closed.containsAll(all);
  }

  /** Waits for that a while; answers whether it is so, or nothing more is to be published here. */
  synchronized boolean awaitEnd(Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    long left = patience.toMillis();
    while (left > 0 && !over && !allClosed()) {
      wait(left);
      left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
    }
    return over || allClosed();
  }

  /** Nothing more is to be taken here; what is under way is committed and let go of. */
  synchronized void close() {
    over = true;
    notifyAll();
  }
}
