package io.godwit.worker.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.Answer;
import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Origin;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.RecordId;
import io.godwit.common.model.Write;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Key;
import io.godwit.common.spi.ResourceBound;
import io.godwit.common.spi.Sink;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Sinks by unit, and how a batch of several units is cut. */
class UnitSinksTest {

  /** Remembers what it was given, batch by batch. */
  private static final class Table implements Sink {
    private final List<List<Long>> batches = new ArrayList<>();

    @Override
    public List<Answer> write(List<Write> batch) {
      batches.add(batch.stream().map(write -> write.record().id().ordinal()).toList());
      return Collections.nCopies(batch.size(), Outcome.Written.WRITTEN);
    }
  }

  private final Map<String, Table> tables = new HashMap<>();

  private Table table(String unit) {
    // Units of one letter go to one table.
    return tables.computeIfAbsent(unit.substring(0, 1), ignored -> new Table());
  }

  private static List<Placed> placed(String... units) {
    List<Placed> placed = new ArrayList<>();
    for (int i = 0; i < units.length; i++) {
      DataRecord record =
          new DataRecord(
              new RecordId(0, i), new Key("k"), new Origin(units[i], i + 1L), Document.empty());
      placed.add(new Placed(i, Write.of(record)));
    }
    return placed;
  }

  private TargetWriters writers() {
    return new TargetWriters(
        new UnitSinks(this::table),
        new ResourceBound.AtOnce("the target", 1),
        () -> Long.MAX_VALUE,
        System::nanoTime);
  }

  @Test
  void aBatchIsCutBySinkAndKeepsItsOrderInEach() throws Exception {
    TargetWriters writers = writers();
    List<Placed> batch = placed("a1", "b1", "a2", "a1", "b2");
    BatchState state = new BatchState(batch.size());

    for (TargetWriters.Part part : writers.parts(batch)) {
      part.writer().write(part.placed(), state);
    }

    assertThat(table("a").batches).containsExactly(List.of(0L, 2L, 3L));
    assertThat(table("b").batches).containsExactly(List.of(1L, 4L));
    assertThat(state.outcomes()).hasSize(5).containsOnly(Outcome.Written.WRITTEN);
  }

  @Test
  void unitsOfOneSinkAreOneBatchWhichIsNotCopied() throws Exception {
    List<Placed> batch = placed("a1", "a2", "a1");

    assertThat(writers().parts(batch))
        .singleElement()
        .satisfies(part -> assertThat(part.placed()).isSameAs(batch));
  }

  @Test
  void aSinkIsOpenedOnceForAUnitAndBeginsOnceForAll() throws Exception {
    AtomicInteger opened = new AtomicInteger();
    List<Sink> begun = new ArrayList<>();
    UnitSinks sinks =
        new UnitSinks(
                unit -> {
                  opened.incrementAndGet();
                  return table(unit);
                })
            .beginning(begun::add);

    SharedSink first = sinks.of("a1");

    assertThat(sinks.of("a2")).isSameAs(first);
    assertThat(sinks.of("a1")).isSameAs(first);
    assertThat(sinks.of("b1")).isNotSameAs(first);
    assertThat(opened).hasValue(3);
    assertThat(begun).containsExactly(table("a"), table("b"));
  }

  @Test
  void whatDidNotBeginBeginsAtTheNextAttempt() throws Exception {
    AtomicInteger attempts = new AtomicInteger();
    UnitSinks sinks =
        new UnitSinks(this::table)
            .beginning(sink -> {
              if (attempts.incrementAndGet() == 1) {
                throw new Trouble(ErrorCode.BROKER_UNREACHABLE, "away");
              }
            });

    assertThatThrownBy(() -> sinks.of("a1")).isInstanceOf(Trouble.class);
    assertThat(sinks.of("a1").sink()).isSameAs(table("a"));
    assertThat(attempts).hasValue(2);
  }

  @Test
  void anInterruptEndsTheWaitForAnothersOpening() {
    UnitSinks sinks = new UnitSinks(this::table);
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> sinks.of("a1"))
        .isInstanceOfSatisfying(
            Trouble.class, trouble -> assertThat(trouble.code()).isEqualTo(ErrorCode.TARGET_BUSY));
    assertThat(Thread.interrupted()).as("the interrupt is kept for the caller").isTrue();
  }
}
