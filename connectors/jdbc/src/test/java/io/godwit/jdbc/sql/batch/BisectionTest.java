package io.godwit.jdbc.sql.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.lists;

import io.godwit.common.model.Answer;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.failure.Trouble;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Schedule and isolation against a target in memory that is as strict as a database. */
class BisectionTest {

  private static final Failure NO = new Failure(ErrorCode.TARGET_REFUSED, "no");

  /** Holds the last record of each key; refuses pieces with negative records or one key twice. */
  private static final class Table implements Bisection.Target {
    private final List<Integer> batch;
    private final int keys;
    private final boolean hints;
    private final Map<Integer, Integer> rows = new HashMap<>();
    private final Set<Integer> refused = new HashSet<>();
    private final List<Integer> written = new ArrayList<>();
    private int attempts;

    Table(List<Integer> batch, int keys, boolean hints) {
      this.batch = batch;
      this.keys = keys;
      this.hints = hints;
    }

    @Override
    public Attempt attempt(Slice slice) {
      attempts++;
      Set<Integer> seen = new HashSet<>();
      for (int i = 0; i < slice.records().length; i++) {
        int value = batch.get(slice.records()[i]);
        if (value < 0) {
          return new Attempt.Refusal(
              new Outcome.Failed(NO), hints ? OptionalInt.of(i) : OptionalInt.empty());
        }
        if (!seen.add(value % keys)) {
          return Attempt.Clash.CLASH;
        }
      }
      for (int record : slice.records()) {
        rows.put(batch.get(record) % keys, record);
        written.add(record);
      }
      return Attempt.Done.DONE;
    }

    @Override
    public void refuse(int record, Answer answer) {
      refused.add(record);
    }

    @Override
    public boolean takes(Slice slice) {
      throw new AssertionError("nothing is in doubt");
    }

    @Override
    public Trouble refusesAll(Answer.Doubt last) {
      throw new AssertionError("nothing is in doubt");
    }
  }

  /** Keys by which every second record of a key is spelt differently where there are clashes. */
  private static SinkKeys keys(List<Integer> batch, int keys, boolean clashes) {
    StringBuilder all = new StringBuilder();
    SinkKeys result = new SinkKeys(batch.size());
    for (int i = 0; i < batch.size(); i++) {
      int start = all.length();
      all.append(clashes && i % 2 == 0 ? "0" : "").append(Math.floorMod(batch.get(i), keys));
      result.set(i, start, all.length(), !clashes);
    }
    return result.over(all.toString().getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void everyRecordIsWrittenOnceOrRefusedAndTheLastOfAKeyStays() {
    qt().forAll(
            lists().of(integers().between(-20, 99)).ofSizeBetween(1, 60),
            integers().between(1, 60),
            integers().between(0, 3))
        .checkAssert((batch, keys, flags) -> {
          Table table = new Table(batch, keys, (flags & 1) > 0);
          SinkKeys encoded = keys(batch, keys, (flags & 2) > 0);
          int[] groups = batch.stream().mapToInt(value -> Math.abs(value) % 2).toArray();

          settle(encoded, groups, table);

          for (int i = 0; i < batch.size(); i++) {
            assertThat(table.refused.contains(i)).isEqualTo(batch.get(i) < 0);
          }
          assertThat(table.written).doesNotHaveDuplicates();
          assertThat(table.written.size() + table.refused.size()).isEqualTo(batch.size());
          Map<Integer, Integer> last = new HashMap<>();
          IntStream.range(0, batch.size())
              .filter(i -> batch.get(i) >= 0)
              .forEach(i -> last.put(batch.get(i) % keys, i));
          assertThat(table.rows).isEqualTo(last);
        });
  }

  private static void settle(SinkKeys keys, int[] groups, Table table) {
    try {
      Bisection.settle(WriteOrder.of(keys, groups), table);
    } catch (SQLException | Trouble e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void theSearchIsLogarithmicForOneAndLinearForAll() {
    for (boolean hints : List.of(true, false)) {
      Table one = table(10_000, i -> i == 7_777 ? -1 : i, hints);
      Table all = table(10_000, i -> -1 - i, hints);
      Table half = table(10_000, i -> i % 2 == 0 ? i : -i, hints);

      assertThat(one.attempts).isLessThanOrEqualTo(hints ? 5 : 2 * 14 + 1);
      assertThat(all.attempts).isLessThanOrEqualTo(20_000);
      assertThat(half.attempts).isLessThanOrEqualTo(25_000);
    }
  }

  private static Table table(int n, java.util.function.IntUnaryOperator value, boolean hints) {
    List<Integer> batch = IntStream.range(0, n).map(value).boxed().toList();
    Table table = new Table(batch, n, hints);
    settle(keys(batch, n * 2, false), new int[n], table);
    return table;
  }

  @Test
  void roundsAreSortedByKeyAndCutByGroup() {
    SinkKeys keys = keys(List.of(10, 9, 10, 3, 9, 10), 100, false);

    assertThat(WriteOrder.rounds(keys, new int[] {0, 0, 1, 1, 0, 0}))
        .containsExactly(piece(0, 1, 0), piece(1, 3), piece(0, 4), piece(1, 2), piece(0, 5));
    assertThat(WriteOrder.inOrder(keys, new int[] {0, 0, 1, 1, 0, 0}))
        .containsExactly(piece(0, 0, 1), piece(1, 2, 3), piece(0, 4), piece(0, 5));
  }

  private static Slice piece(int group, int... records) {
    return new Slice(group, Arrays.copyOf(records, records.length));
  }
}
