package io.godwit.worker.suspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.Outcome;
import io.godwit.worker.evidence.RecordEnd;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrialTest {

  /** Children of which a test says how they come through. */
  private static final class Bench implements Trial.Court {
    private final Predicate<Set<Integer>> kills;
    private final List<String> runs = new ArrayList<>();
    private final Set<Integer> guilty = new TreeSet<>();
    private final List<Integer> written = new ArrayList<>();
    private final List<Integer> here = new ArrayList<>();
    private Predicate<Integer> voids = run -> false;

    Bench(Predicate<Set<Integer>> kills) {
      this.kills = kills;
    }

    @Override
    public TrialResult child(int from, int to, boolean fresh) {
      runs.add(from + "-" + to + (fresh ? " fresh" : ""));
      if (voids.test(runs.size())) {
        return new TrialResult.Unproven("killed by others");
      }
      List<Integer> records = IntStream.range(from, to).boxed().toList();
      return kills.test(Set.copyOf(records))
          ? new TrialResult.Died("OutOfMemoryError")
          : new TrialResult.Lived(
              Collections.nCopies(records.size(), new RecordEnd(Outcome.Written.WRITTEN)));
    }

    @Override
    public void lived(int from, List<RecordEnd> ends) {
      IntStream.range(from, from + ends.size()).forEach(written::add);
    }

    @Override
    public void here(int from, int to) {
      IntStream.range(from, to).forEach(here::add);
    }

    @Override
    public void guilty(int record, String how) {
      assertThat(how).isEqualTo("OutOfMemoryError");
      assertThat(guilty.add(record)).isTrue();
    }
  }

  private static Bench hold(int size, Predicate<Set<Integer>> kills) throws Exception {
    Bench bench = new Bench(kills);
    Trial.hold(size, bench);
    return bench;
  }

  @Test
  void oneRecordIsFoundAmongMany() throws Exception {
    Bench bench = hold(100, records -> records.contains(37));
    assertThat(bench.guilty).containsExactly(37);
    assertThat(bench.here).isEmpty();
    assertThat(bench.written).hasSize(99).isSorted().doesNotContain(37);
    assertThat(bench.runs.stream().filter("37-38 fresh"::equals)).hasSize(Trial.ROUNDS);
    assertThat(bench.runs.stream().filter("36-37 fresh"::equals)).hasSize(Trial.ROUNDS);
    assertThat(bench.runs).as("a child or two for each halving").hasSizeLessThan(25);
  }

  @Test
  void neighboursThatKillTooAreNoExcuse() throws Exception {
    Bench bench = hold(8, records -> records.stream().anyMatch(record -> record < 3));
    assertThat(bench.guilty).containsExactly(0, 1, 2);
    assertThat(hold(1, records -> records.contains(0)).guilty).containsExactly(0);
    assertThat(hold(4, records -> !records.isEmpty()).guilty).containsExactly(0, 1, 2, 3);
  }

  @Test
  void whatOnlyKillsTogetherIsNobodysFault() throws Exception {
    Bench bench = hold(64, records -> records.size() > 5);
    assertThat(bench.guilty).isEmpty();
    assertThat(bench.written).hasSize(64).isSorted();
  }

  @Test
  void whoLivesOnceIsNotGuilty() throws Exception {
    List<Integer> asked = new ArrayList<>();
    Bench bench =
        hold(
            16,
            records -> {
              boolean suspect = records.contains(5);
              if (suspect) {
                asked.add(records.size());
              }
              // Halvings, alone, and the first two of three rounds.
              return suspect && asked.size() < 7;
            });
    assertThat(bench.guilty).isEmpty();
    assertThat(bench.written).hasSize(16);
  }

  @Test
  void whereNothingLivesThereIsNoTrial() throws Exception {
    Bench bench = hold(10, records -> true);
    assertThat(bench.guilty).isEmpty();
    assertThat(bench.here).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    Bench none = new Bench(records -> false);
    none.voids = run -> true;
    Trial.hold(10, none);
    assertThat(none.runs).hasSize(Trial.MOST_VOID);
    assertThat(none.here).hasSize(10);
  }

  @Test
  void childrenThatOthersKillProveNothing() throws Exception {
    Bench bench = new Bench(records -> records.contains(3));
    bench.voids = run -> run % 2 == 0;
    Trial.hold(10, bench);
    assertThat(bench.guilty).containsExactly(3);
    assertThat(bench.here).isEmpty();
  }
}
