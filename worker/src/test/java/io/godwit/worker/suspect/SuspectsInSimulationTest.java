package io.godwit.worker.suspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Thousands of histories of one partition. {@code -Dgodwit.seed=N} begins with that one, and {@code
 * -Dgodwit.long=true} takes many more, that begin elsewhere each time.
 */
class SuspectsInSimulationTest {

  private static final boolean LONG = Boolean.getBoolean("godwit.long");
  private static final long FIRST =
      Long.getLong("godwit.seed", LONG ? new Random().nextLong() >>> 8 : 1);
  private static final int HISTORIES = LONG ? 200_000 : 4_000;

  private static World run(long seed, int killers, double kills) {
    World world = new World(seed, 60, killers, kills);
    try {
      world.run();
      assertThat(world.books).hasSize(world.records());
      for (int record = 0; record < world.records(); record++) {
        assertThat(world.books.get(record) == World.FAILED)
            .as("record %s is a failure", record)
            .isEqualTo(world.killers.contains(record));
      }
      return world;
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("-Dgodwit.seed=" + seed, e);
    }
  }

  @Test
  void recordsThatKillAreFoundAndNoOthersWhoeverElseKills() {
    int trials = 0;
    for (long seed = FIRST; seed < FIRST + HISTORIES; seed++) {
      Random random = new Random(seed);
      World world = run(seed, random.nextInt(4), random.nextInt(4) * 0.002);
      assertThat(world.deathsByRecords)
          .as("deaths by records, -Dgodwit.seed=%s", seed)
          .isLessThanOrEqualTo(2 * world.killers.size() + 2 * world.deathsByOthers);
      trials += world.trials;
    }
    assertThat(trials).isPositive();
  }

  @Test
  void aRecordAloneCostsTwoDeaths() {
    for (long seed = FIRST; seed < FIRST + HISTORIES; seed++) {
      assertThat(run(seed, 1, 0).deathsByRecords).as("-Dgodwit.seed=%s", seed).isEqualTo(2);
    }
  }

  @Test
  void killsByOthersAloneSetNothingAside() {
    int deaths = 0;
    int trials = 0;
    for (long seed = FIRST; seed < FIRST + HISTORIES; seed++) {
      World world = run(seed, 0, 0.004);
      deaths += world.deathsByOthers;
      trials += world.trials;
    }
    assertThat(deaths).isGreaterThan(trials);
    assertThat(trials).as("there were trials of good records").isPositive();
    assertThat(new HashSet<>(run(FIRST, 0, 0).books.values())).hasSize(1);
  }
}
