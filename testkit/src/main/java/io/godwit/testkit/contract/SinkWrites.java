package io.godwit.testkit.contract;

import static io.godwit.testkit.contract.SinkRecords.thing;
import static io.godwit.testkit.contract.SinkRecords.things;
import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What a sink writes is there, once, whatever came before and whoever writes beside it. */
public interface SinkWrites {

  /** A target of its own for a test. */
  SinkGround ground() throws Exception;

  /** What is answered as written is there when the answer comes. */
  @Test
  default void whatIsWrittenIsThere() throws Exception {
    try (SinkGround ground = ground();
        OpenSink sink = ground.sink()) {
      assertThat(sink.write(things(2500))).hasSize(2500).containsOnly(Outcome.Written.WRITTEN);
      Map<Long, Document> held = ground.held();
      assertThat(held).hasSize(2500);
      assertThat(held.get(2500L)).isEqualTo(SinkRecords.fields(2500, "n2500"));
    }
  }

  /** A batch that is repeated, by the same sink or by another after a crash, leaves no trace. */
  @Test
  default void aRepeatedBatchEndsAsIfWrittenOnce() throws Exception {
    try (SinkGround ground = ground()) {
      List<DataRecord> batch = things(40);
      try (OpenSink sink = ground.sink()) {
        assertThat(sink.write(batch.subList(0, 25))).containsOnly(Outcome.Written.WRITTEN);
        assertThat(sink.write(batch)).containsOnly(Outcome.Written.WRITTEN);
      }
      Map<Long, Document> once = ground.held();
      try (OpenSink another = ground.sink()) {
        assertThat(another.write(batch)).containsOnly(Outcome.Written.WRITTEN);
      }
      assertThat(ground.held()).isEqualTo(once).hasSize(40);
    }
  }

  /** Records of one key are applied in their order, within a batch and between batches. */
  @Test
  default void theLastOfAKeyIsWhatStands() throws Exception {
    try (SinkGround ground = ground();
        OpenSink sink = ground.sink()) {
      assertThat(sink.write(List.of(thing(1, "a"), thing(2, "b"), thing(1, "c"), thing(1, "d"))))
          .containsOnly(Outcome.Written.WRITTEN);
      assertThat(ground.held().get(1L)).isEqualTo(SinkRecords.fields(1, "d"));
      assertThat(sink.write(List.of(thing(1, "e")))).containsOnly(Outcome.Written.WRITTEN);
      assertThat(ground.held().get(1L)).isEqualTo(SinkRecords.fields(1, "e"));
    }
  }

  /** Records of one batch may have different fields. */
  @Test
  default void recordsOfOneBatchMayDiffer() throws Exception {
    try (SinkGround ground = ground();
        OpenSink sink = ground.sink()) {
      Document bare = Document.of("id", new Value.Int64(2));
      assertThat(sink.write(List.of(thing(1, "a"), SinkRecords.of(2, bare), thing(3, "c"))))
          .containsOnly(Outcome.Written.WRITTEN);
      assertThat(ground.held().get(2L)).isEqualTo(bare);
      assertThat(ground.held()).hasSize(3);
    }
  }

  /** As many threads as the sink has use for, each with keys of its own. */
  @Test
  default void severalWriteAtOnce() throws Exception {
    try (SinkGround ground = ground();
        OpenSink sink = ground.sink();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      assertThat(sink.target().concurrency()).isPositive();
      List<Future<?>> writing = new ArrayList<>();
      for (int writer = 0; writer < sink.target().concurrency() + 2; writer++) {
        long first = 1000L * writer;
        writing.add(
            threads.submit(() -> {
              for (long from = first; from < first + 100; from += 20) {
                List<DataRecord> batch =
                    LongStream.range(from, from + 20).mapToObj(id -> thing(id, "n" + id)).toList();
                assertThat(sink.write(batch)).containsOnly(Outcome.Written.WRITTEN);
              }
              return writing;
            }));
      }
      for (Future<?> each : writing) {
        each.get();
      }
      assertThat(ground.held()).hasSize(100 * (sink.target().concurrency() + 2));
    }
  }
}
