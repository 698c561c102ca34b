package io.godwit.worker.govern;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.spi.ResourceBound;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many partitions at the same gates, each with a program of its own by a seed. */
class GatesTest {

  private static final int HISTORIES = 200;
  private static final int PARTITIONS = 16;
  private static final int BATCHES = 20;
  private static final long BYTES = 64 << 10;
  private static final int CORES = 3;
  private static final List<ResourceBound> BOUNDS =
      List.of(
          ResourceBound.Cores.CORES,
          new ResourceBound.AtOnce("lookup", 2),
          new ResourceBound.AtOnce("the sink", 1));

  private static final Passage.Watch NOBODY =
      new Passage.Watch() {
        @Override
        public void waits() {}

        @Override
        public void goesOn() {}
      };

  /** How many are inside each gate, and how much is unpacked. */
  private static final class Crowd {
    private final List<AtomicInteger> inside =
        IntStream.range(0, BOUNDS.size()).mapToObj(i -> new AtomicInteger()).toList();
    private final AtomicLong unpacked = new AtomicLong();
    private final List<String> breaches = new ArrayList<>();

    synchronized void breach(String what) {
      breaches.add(what);
    }

    void enter(int gate, int most) {
      if (inside.get(gate).incrementAndGet() > most) {
        breach("too many inside " + BOUNDS.get(gate));
      }
    }

    void leave(int gate) {
      inside.get(gate).decrementAndGet();
    }

    void unpack(long bytes) {
      if (unpacked.addAndGet(bytes) > BYTES) {
        breach("too much is unpacked");
      }
    }

    void pack(long bytes) {
      unpacked.addAndGet(-bytes);
    }
  }

  @Test
  void nobodyWaitsForEverAndNoBoundIsExceeded() throws InterruptedException {
    long seed = Long.getLong("godwit.seed", 31);
    for (int history = 0; history < HISTORIES; history++) {
      Gates gates = new Gates(BOUNDS, CORES, BYTES);
      Crowd crowd = new Crowd();
      SplittableRandom dice = new SplittableRandom(seed + history);
      List<Thread> partitions = new ArrayList<>();
      for (int i = 0; i < PARTITIONS; i++) {
        SplittableRandom own = dice.split();
        partitions.add(Thread.ofVirtual().start(() -> live(gates, crowd, own)));
      }
      for (Thread partition : partitions) {
        assertThat(partition.join(Duration.ofSeconds(60)))
            .as("a partition of history %s of seed %s has ended", history, seed)
            .isTrue();
      }
      assertThat(crowd.breaches).as("history %s of seed %s", history, seed).isEmpty();
    }
  }

  /** Takes batches as a partition does: unpacked, through some gates in any order, packed. */
  private static void live(Gates gates, Crowd crowd, SplittableRandom dice) {
    Passage passage = new Passage(gates, NOBODY, () -> false);
    try {
      for (int batch = 0; batch < BATCHES; batch++) {
        long asked = 1 + dice.nextLong(BYTES + (BYTES >> 2));
        passage.unpack(asked);
        long taken = Math.min(BYTES, 1 + dice.nextLong(asked));
        passage.unpacked(taken);
        crowd.unpack(taken);
        for (int stage = dice.nextInt(4); stage >= 0; stage--) {
          int gate = dice.nextInt(BOUNDS.size());
          int yields = dice.nextInt(3);
          passage.through(
              BOUNDS.get(gate),
              () -> {
                crowd.enter(gate, most(BOUNDS.get(gate)));
                IntStream.range(0, yields).forEach(i -> Thread.yield());
                crowd.leave(gate);
                return gate;
              });
        }
        crowd.pack(taken);
        passage.packed();
      }
    } catch (Exception e) {
      crowd.breach(e.toString());
    }
  }

  private static int most(ResourceBound bound) {
    return switch (bound) {
      case ResourceBound.Cores ignored -> CORES;
      case ResourceBound.AtOnce(String ignored, int batches) -> batches;
    };
  }
}
