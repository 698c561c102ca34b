package io.godwit.worker.consume;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.worker.consume.Breach.Promise;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Thousands of histories of a load and its workers, with crashes between any two actions. {@code
 * -Dgodwit.seed=N} begins with that one, and {@code -Dgodwit.long=true} takes many more, that begin
 * elsewhere each time.
 */
class CommitProtocolTest {

  private static final boolean LONG = Boolean.getBoolean("godwit.long");
  private static final long FIRST =
      Long.getLong("godwit.seed", LONG ? new Random().nextLong() >>> 8 : 0);
  private static final int HISTORIES = LONG ? 1_000_000 : 20_000;

  /** Enough to find out each flaw, whatever the seed; the rarest is one of some hundreds. */
  private static final int FLAWED = 10_000;

  /** Histories one after the other, several at once, until enough of them have broken a promise. */
  private static final class Histories {

    final SortedMap<Long, Breach> breaches = new TreeMap<>();
    final Map<History.Event, Integer> events = new EnumMap<>(History.Event.class);
    private final Flaw flaw;
    private final int enough;
    private final AtomicLong next = new AtomicLong(FIRST);

    Histories(Flaw flaw, int most, int enough) throws Exception {
      this.flaw = flaw;
      this.enough = enough;
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Future<?>> ends =
            IntStream.range(0, Runtime.getRuntime().availableProcessors())
                .<Future<?>>mapToObj(i -> threads.submit(() -> run(FIRST + most)))
                .toList();
        for (Future<?> end : ends) {
          end.get();
        }
      }
    }

    private void run(long end) {
      long seed = next.getAndIncrement();
      while (seed < end && !isEnough()) {
        run(seed, new History(seed, flaw));
        seed = next.getAndIncrement();
      }
    }

    private synchronized boolean isEnough() {
      return breaches.size() >= enough;
    }

    private void run(long seed, History history) {
      try {
        note(seed, history, history.run());
      } catch (InterruptedException | RuntimeException e) {
        throw new AssertionError("-Dgodwit.seed=" + seed, e);
      }
    }

    private synchronized void note(long seed, History history, Optional<Breach> breach) {
      breach.ifPresent(broken -> breaches.put(seed, broken));
      history.events.forEach((event, times) -> events.merge(event, times, Integer::sum));
    }
  }

  @Test
  void everyRecordHasOneOutcomeAndTheTargetHoldsWhatItSays() throws Exception {
    Histories histories = new Histories(Flaw.NONE, HISTORIES, 1);
    assertThat(histories.breaches).as("by -Dgodwit.seed").isEmpty();
    assertThat(histories.events.keySet()).contains(History.Event.values());
  }

  @ParameterizedTest
  @EnumSource(
      value = Flaw.class,
      names = {
        "LOST_RECEIPTS",
        "NO_MEMBER_EPOCHS",
        "NO_PRODUCER_EPOCHS",
        "UNSTABLE_OFFSETS",
        "UNSETTLED_RELEASE",
        "UNSETTLED_REJOINING"
      })
  void withoutAPartOfTheProtocolTheBooksAreWrong(Flaw flaw) throws Exception {
    Histories histories = new Histories(flaw, FLAWED, 1);
    assertThat(histories.breaches.values())
        .isNotEmpty()
        .allSatisfy(breach ->
            assertThat(breach.promise())
                .isIn(Promise.EACH_RECORD_ONCE, Promise.NO_LAG, Promise.ENDS));
  }

  /** In more than a quarter of histories, and that is what decides how trouble is dealt with. */
  @Test
  void outcomesThatDependOnTheAttemptAreOftenWrong() throws Exception {
    Histories histories = new Histories(Flaw.TROUBLE_IS_AN_OUTCOME, 400, Integer.MAX_VALUE);
    assertThat(histories.breaches).hasSizeGreaterThan(100);
    assertThat(histories.breaches.values()).extracting(Breach::promise).contains(Promise.OUTCOME);
  }

  /** The end of the second guarantee ({@code docs/guarantees.md}), and that it is the only one. */
  @Test
  void whoComesBackAtTheTargetCanOnlyPutAnEarlierValueOverALaterOne() throws Exception {
    Histories histories =
        new Histories(Flaw.LATE_WRITES_OF_A_KEY_TWICE, FLAWED / 3, Integer.MAX_VALUE);
    assertThat(histories.breaches.values())
        .isNotEmpty()
        .allSatisfy(breach -> assertThat(breach.promise()).isEqualTo(Promise.TARGET));
  }
}
