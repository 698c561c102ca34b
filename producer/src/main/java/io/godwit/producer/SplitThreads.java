package io.godwit.producer;

import io.godwit.common.model.failure.Trouble;
import io.godwit.producer.feed.Rethrown;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Publishes the splits of a share with some threads, as long as the share has any. The first that
 * fails ends the others too, in order: there is one way to recover, and it begins with nothing
 * open.
 */
final class SplitThreads implements AutoCloseable {

  private static final Duration LOOK = Duration.ofMillis(100);

  /** A thread that does not heed an interrupt within this is left to itself. */
  private static final Duration CLOSING = Duration.ofSeconds(12);

  private final SplitShare share;
  private final Work work;
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicReference<Optional<Throwable>> failure =
      new AtomicReference<>(Optional.empty());

  /** What is done with a split. */
  interface Work {

    /** Answers whether the split is published to its end. */
    boolean on(int split) throws Trouble, InterruptedException;
  }

  /**
   * Begins.
   *
   * @param most how many splits are published at a time
   */
  SplitThreads(SplitShare share, int most, Work work) {
    this.share = share;
    this.work = work;
    for (int i = 0; i < most; i++) {
      threads.add(Thread.ofPlatform().name("split-publisher-" + i).daemon().start(this::workOn));
    }
  }

  private void workOn() {
    try {
      for (Optional<Integer> next = share.take(); next.isPresent(); next = share.take()) {
        publish(next.get());
      }
    } catch (InterruptedException e) {
      // Only close() interrupts: nobody waits for this thread any more.
      Thread.currentThread().interrupt();
    } catch (Trouble | RuntimeException | Error e) {
      // Also errors: a thread that has died without a word would leave its producer standing.
      failure.compareAndSet(Optional.empty(), Optional.of(e));
      share.close();
    }
  }

  private void publish(int split) throws Trouble, InterruptedException {
    boolean published = false;
    try {
      published = work.on(split);
    } finally {
      share.ended(split, published);
    }
  }

  /**
   * Waits until all have ended.
   *
   * @param meanwhile run again and again
   * @throws Trouble what the first of them met
   */
  void join(Runnable meanwhile) throws Trouble, InterruptedException {
    for (Thread thread : threads) {
      while (!thread.join(LOOK)) {
        meanwhile.run();
      }
    }
    if (failure.get().isPresent()) {
      throw Rethrown.of(failure.get().get());
    }
  }

  /** Breaks off whatever is under way, and waits a while, so that whoever comes next is alone. */
  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
    long deadline = System.nanoTime() + CLOSING.toNanos();
    try {
      for (Thread thread : threads) {
        thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
