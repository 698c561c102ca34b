package io.godwit.files.upload;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.files.turns.Places;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** How many uploads are let in, over stores that a script says the speed of. */
class AdaptivePlacesTest {

  private static final long FILE = 100_000;

  private final AtomicLong now = new AtomicLong();

  /** A store by the time that a round of so many files at once takes. */
  private interface Store {
    Duration round(int atOnce);
  }

  /** Takes so many at once as fast as one, and more in turns. */
  private static Store taking(int capacity) {
    return atOnce -> Duration.ofMillis(50L * ((atOnce + capacity - 1) / capacity));
  }

  /** Rounds in which all places are taken, and one more waits. */
  private void run(AdaptivePlaces places, Store store, int rounds) throws Exception {
    for (int round = 0; round < rounds; round++) {
      int limit = places.limit();
      for (int i = 0; i < limit; i++) {
        places.enter();
      }
      Thread waiting = Thread.ofVirtual().start(() -> waitIn(places));
      while (waiting.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
      now.addAndGet(store.round(limit).toNanos());
      for (int i = 0; i < limit; i++) {
        places.through(FILE);
        places.leave();
      }
      waiting.join();
    }
  }

  private static void waitIn(Places places) {
    try {
      places.enter();
      places.leave();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void moreAreLetInWhileMoreGetsThrough() throws Exception {
    AdaptivePlaces places = new AdaptivePlaces(64, now::get);
    assertThat(places.limit()).isEqualTo(4);
    run(places, taking(1000), 60);
    assertThat(places.limit()).isGreaterThan(40);
    run(places, taking(1000), 100);
    assertThat(places.limit()).isBetween(40, 64);
  }

  @Test
  void noMoreThanAStoreHasTheGoodOf() throws Exception {
    AdaptivePlaces places = new AdaptivePlaces(64, now::get);
    for (int i = 0; i < 20; i++) {
      run(places, taking(8), 10);
      assertThat(places.limit()).isLessThan(20);
    }
    assertThat(places.limit()).isGreaterThan(4);
  }

  @Test
  void aStoreThatAsksForFewerGetsHalfAndMoreLater() throws Exception {
    AdaptivePlaces places = new AdaptivePlaces(32, now::get);
    run(places, taking(1000), 100);
    int before = places.limit();
    places.busy();
    places.busy();
    assertThat(places.limit()).isEqualTo(before / 2 / 2);
    for (int i = 0; i < 10; i++) {
      places.busy();
    }
    assertThat(places.limit()).isEqualTo(1);
    run(places, taking(1000), 100);
    assertThat(places.limit()).isGreaterThan(4);
  }

  /** A number that is given, for what need not find it out. */
  @Test
  void fixedPlacesStayAsTheyAre() throws Exception {
    Places two = Places.fixed(2);
    two.enter();
    two.enter();
    Thread third = Thread.ofVirtual().start(() -> waitIn(two));
    while (third.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    two.leave();
    third.join();
  }

  /** What is far from its limit says nothing of it. */
  @Test
  void whereNobodyWaitsNothingIsLearned() throws Exception {
    AdaptivePlaces places = new AdaptivePlaces(32, now::get);
    for (int i = 0; i < 100; i++) {
      places.enter();
      now.addAndGet(Duration.ofMillis(50).toNanos());
      places.through(FILE);
      places.leave();
    }
    assertThat(places.limit()).isEqualTo(4);
  }
}
