package io.godwit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.Answer;
import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.Row;
import io.godwit.common.model.Write;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import io.godwit.common.spi.sink.SupportsRecall;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * What a sink keeps to that takes writes with rows of two tables: all rows of a record are there,
 * or none, whichever table refuses, and whatever else is in the batch.
 */
public interface SeveralRowsContract {

  /** Two tables of their own for a test. */
  PairGround ground() throws Exception;

  /** Rows of both tables are there, those of writes with one row too. */
  @Test
  default void allRowsAreThere() throws Exception {
    try (PairGround ground = ground();
        OpenSink sink = OpenSink.of(ground.open())) {
      List<Write> batch = new ArrayList<>(pairs(300, Set.of(), 1));
      batch.add(write(301, row(1, 301, "b301")));
      batch.add(Write.of(SinkRecords.thing(302, "a302")));

      assertThat(sink.sink().write(batch)).hasSize(302).containsOnly(Outcome.Written.WRITTEN);

      assertThat(ground.held(0)).isEqualTo(things(300, "a", 302));
      assertThat(ground.held(1)).isEqualTo(things(300, "b", 301));
    }
  }

  /** Wherever the bad row stands, and in whichever table: nothing of its record is there. */
  @Test
  default void aRowThatIsRefusedTakesItsRecordAlong() throws Exception {
    for (int table : List.of(0, 1)) {
      for (int size : List.of(1, 2, 33)) {
        for (int bad : new TreeSet<>(List.of(0, size / 2, size - 1))) {
          try (PairGround ground = ground();
              OpenSink sink = OpenSink.of(ground.open())) {
            ground.put(table, 999_999, "taken");

            assertBad(sink.sink().write(pairs(size, Set.of(bad), table)), Set.of(bad));

            int other = 1 - table;
            assertThat(ground.held(table)).as("%d of %d", bad, size).hasSize(size);
            assertThat(ground.held(other)).hasSize(size - 1);
            assertThat(ground.held(other)).doesNotContainKey(bad + 1L);
          }
        }
      }
    }
  }

  /** What cannot even be sent, since it lacks a key, takes the other rows of its record along. */
  @Test
  default void aRowWithoutAKeyTakesItsRecordAlong() throws Exception {
    try (PairGround ground = ground();
        OpenSink sink = OpenSink.of(ground.open())) {
      Row keyless = new Row(1, Document.of("name", new Value.Text("k")));

      List<Answer> answers =
          sink.sink()
              .write(
                  List.of(
                      write(1, row(0, 1, "a1"), row(1, 1, "b1")),
                      write(2, row(0, 2, "a2"), keyless)));

      assertThat(answers.getFirst()).isEqualTo(Outcome.Written.WRITTEN);
      assertThat(answers.get(1))
          .isInstanceOfSatisfying(
              Outcome.Failed.class,
              failed -> assertThat(failed.failure().code()).isEqualTo(ErrorCode.KEY_MISSING));
      assertThat(ground.held(0)).isEqualTo(things(1, "a"));
      assertThat(ground.held(1)).isEqualTo(things(1, "b"));
    }
  }

  /**
   * A value that the table cannot hold shows while rows are sent, when others are there already.
   */
  @Test
  default void aValueThatDoesNotFitTakesItsRecordAlong() throws Exception {
    try (PairGround ground = ground();
        OpenSink sink = OpenSink.of(ground.open())) {
      List<Write> batch = new ArrayList<>(pairs(20, Set.of(), 1));
      batch.set(7, write(8, row(0, 8, "a8"), row(1, 8, "n".repeat(60))));

      assertBad(sink.sink().write(batch), Set.of(7));

      assertThat(ground.held(0)).hasSize(19).doesNotContainKey(8L);
      assertThat(ground.held(1)).hasSize(19).doesNotContainKey(8L);
    }
  }

  /** A batch that is repeated leaves no trace, and says the same. */
  @Test
  default void aRepeatedBatchEndsAsIfWrittenOnce() throws Exception {
    try (PairGround ground = ground();
        OpenSink sink = OpenSink.of(ground.open())) {
      ground.put(1, 999_999, "taken");
      List<Write> batch = pairs(30, Set.of(3, 29), 1);

      List<Answer> first = sink.sink().write(batch);
      Map<Long, Document> once = ground.held(0);

      assertThat(sink.sink().write(batch)).isEqualTo(first);
      assertThat(ground.held(0)).isEqualTo(once).hasSize(28);
      assertThat(ground.held(1)).hasSize(29);
    }
  }

  /** Records of one key are applied in their order, in each table, and so are rows of a record. */
  @Test
  default void theLastOfAKeyIsWhatStands() throws Exception {
    try (PairGround ground = ground();
        OpenSink sink = OpenSink.of(ground.open())) {
      assertThat(
              sink.sink()
                  .write(
                      List.of(
                          write(1, row(0, 1, "a"), row(1, 9, "b")),
                          write(2, row(0, 2, "c"), row(1, 9, "d")),
                          write(1, row(0, 1, "e"), row(0, 1, "f")))))
          .containsOnly(Outcome.Written.WRITTEN);

      assertThat(ground.held(0))
          .isEqualTo(Map.of(1L, SinkRecords.fields(1, "f"), 2L, SinkRecords.fields(2, "c")));
      assertThat(ground.held(1)).isEqualTo(Map.of(9L, SinkRecords.fields(9, "d")));
    }
  }

  /** Held is a record only with all of its rows. */
  @Test
  default void heldIsWhatHasAllOfItsRows() throws Exception {
    try (PairGround ground = ground();
        OpenSink sink = OpenSink.of(ground.open())) {
      List<Write> batch = pairs(3, Set.of(), 1);
      sink.sink().write(batch);
      if (sink.sink() instanceof SupportsRecall asked) {
        assertThat(asked.holds(batch)).containsOnly(true);
        assertThat(asked.holds(List.of(write(1, row(0, 1, "a1"), row(1, 1, "other")))))
            .containsOnly(false);
        assertThat(asked.holds(List.of(write(4, row(0, 4, "a4"), row(1, 3, "b3")))))
            .containsOnly(false);
      }
    }
  }

  private static Row row(int table, long id, String name) {
    return new Row(table, SinkRecords.fields(id, name));
  }

  private static Write write(long id, Row... rows) {
    DataRecord record = SinkRecords.thing(id, "whatever");
    return new Write.OfRows(record, List.of(rows));
  }

  /** Of so many records two rows each, of the names a1 and b1 and so on. */
  private static List<Write> pairs(int count, Set<Integer> bad, int table) {
    List<Write> writes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long id = i + 1L;
      boolean isBad = bad.contains(i);
      writes.add(
          write(
              id,
              row(0, id, isBad && table == 0 ? "taken" : "a" + id),
              row(1, id, isBad && table == 1 ? "taken" : "b" + id)));
    }
    return writes;
  }

  private static Map<Long, Document> things(int count, String letter, long... more) {
    Map<Long, Document> things = new TreeMap<>();
    for (long id = 1; id <= count; id++) {
      things.put(id, SinkRecords.fields(id, letter + id));
    }
    for (long id : more) {
      things.put(id, SinkRecords.fields(id, letter + id));
    }
    return things;
  }

  private static void assertBad(List<Answer> answers, Set<Integer> bad) {
    for (int i = 0; i < answers.size(); i++) {
      if (bad.contains(i)) {
        assertThat(answers.get(i)).as("record %d", i).isInstanceOf(Outcome.Failed.class);
      } else {
        assertThat(answers.get(i)).as("record %d", i).isEqualTo(Outcome.Written.WRITTEN);
      }
    }
  }
}
