package io.godwit.worker.settle;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.kafka.Topics;
import io.godwit.common.model.Answer;
import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Origin;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.RecordId;
import io.godwit.common.model.Tally;
import io.godwit.common.model.Verdict;
import io.godwit.common.model.Write;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Key;
import io.godwit.common.monitor.Instruments;
import io.godwit.common.spec.FieldEffect;
import io.godwit.common.spec.StepSpec;
import io.godwit.common.spi.ResourceBound;
import io.godwit.common.spi.Sink;
import io.godwit.common.spi.Step;
import io.godwit.common.spi.sink.SupportsWitness;
import io.godwit.common.wire.Receipt;
import io.godwit.common.wire.ReceiptCodec;
import io.godwit.common.wire.WorkRecord;
import io.godwit.worker.entry.RecordWrites;
import io.godwit.worker.evidence.BatchState;
import io.godwit.worker.evidence.Next;
import io.godwit.worker.evidence.TargetWriter;
import io.godwit.worker.evidence.TargetWriters;
import io.godwit.worker.evidence.UnitSinks;
import io.godwit.worker.govern.Passage;
import io.godwit.worker.measure.WorkerMeters;
import io.godwit.worker.step.Pipeline;
import io.godwit.worker.step.Steps;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;

/** Each way in which a record comes to its end in a batch, and what is published of it. */
class BatchEndsTest {

  private static final WorkerMeters METERS =
      new WorkerMeters(Instruments.unobserved(), "job", "worker");

  private long nanos;

  private record Judge(String judge) implements StepSpec {
    @Override
    public List<FieldEffect> effects() {
      return List.of();
    }
  }

  /** Leaves out keys with a d, rejects those with an r. */
  private record ByKey() implements Step {
    @Override
    public List<Verdict> apply(List<DataRecord> batch) {
      return batch.stream().map(ByKey::verdict).toList();
    }

    private static Verdict verdict(DataRecord record) {
      return switch (record.key().text().charAt(0)) {
        case 'd' -> Verdict.Drop.DROP;
        case 'r' -> new Verdict.Reject(new Failure(ErrorCode.VALUE_UNSUPPORTED, "not an r"));
        default -> new Verdict.Keep(record);
      };
    }

    @Override
    public void close() {}
  }

  /** Holds keys with a u already, doubts those with a q, and refuses those with an x. */
  private static final class Table implements Sink, SupportsWitness {
    private final List<String> asked = new ArrayList<>();

    @Override
    public List<Answer> write(List<Write> batch) {
      batch.forEach(write -> asked.add(write.record().key().text()));
      return isolate(batch);
    }

    @Override
    public List<Answer> isolate(List<Write> batch) {
      return batch.stream().map(Table::answer).toList();
    }

    private static Answer answer(Write write) {
      return switch (write.record().key().text().charAt(0)) {
        case 'u' -> Outcome.Unchanged.UNCHANGED;
        case 'q' -> new Answer.Doubt("UX001", failure("rule 7 [UX001]"));
        case 'x' -> new Outcome.Failed(failure("too long"));
        default -> Outcome.Written.WRITTEN;
      };
    }

    private static Failure failure(String words) {
      return new Failure(ErrorCode.TARGET_REFUSED, words);
    }

    @Override
    public Witness witness(Optional<Write> accepted, Write refused) {
      return accepted.isPresent() ? Witness.RECORD : Witness.NOTHING;
    }
  }

  private final Table table = new Table();

  private BatchProcessor processor() throws Exception {
    Pipeline pipeline =
        Steps.compile(List.of(new Judge("first"), new Judge("second")), spec -> new ByKey());
    TargetWriters writers =
        new TargetWriters(
            new UnitSinks(unit -> table),
            new ResourceBound.AtOnce("the target", 1),
            () -> Long.MAX_VALUE,
            () -> nanos);
    return new BatchProcessor(
        new Topics("job"), "run", "worker", pipeline, RecordWrites.PLAIN, writers, METERS);
  }

  private static DataRecord data(int split, long ordinal, String key) {
    return new DataRecord(
        new RecordId(split, ordinal),
        new Key(key),
        new Origin("file", ordinal + 1),
        Document.empty());
  }

  private static WorkRecord record(long ordinal, String key, int size) {
    return new WorkRecord.Decoded(data(0, ordinal, key), size);
  }

  private static String header(ProducerRecord<byte[], byte[]> message, String name) {
    Header header = message.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
  }

  @Test
  void everyEndIsInTheBooksAndTheLettersNameTheStepThatRejected() throws Exception {
    List<WorkRecord> all =
        List.of(
            record(0, "a", 1),
            record(1, "u", 2),
            record(2, "d", 4),
            record(3, "r", 8),
            record(4, "x", 16));
    BatchState state = new BatchState(all.size());
    BatchProcessor processor = processor();
    processor.write(all, List.of(0, 1, 2, 3, 4), state, Passage.alone());
    assertThat(table.asked).as("what the steps have left").containsExactly("a", "u", "x");

    BatchResult result = processor.ended(all, state);

    assertThat(result.records()).isEqualTo(new Tally(1, 1, 1, 2));
    assertThat(result.bytes()).isEqualTo(new Tally(1, 2, 4, 24));
    assertThat(result.failures())
        .isEqualTo(Map.of(ErrorCode.VALUE_UNSUPPORTED, 1L, ErrorCode.TARGET_REFUSED, 1L));
    assertThat(result.messages()).as("a receipt and two letters").hasSize(3);
    assertThat(result.messages())
        .extracting(message -> header(message, "error.step"))
        .containsExactly("", "1-judge", "");
    Receipt receipt = ReceiptCodec.decode(result.messages().getFirst().value());
    assertThat(receipt.summary().splits()).isEqualTo(Map.of(0, new Tally(1, 1, 1, 2)));
    assertThat(receipt.entries())
        .extracting(Receipt.Entry::end)
        .containsExactly(
            Receipt.End.WRITTEN,
            Receipt.End.UNCHANGED,
            Receipt.End.DROPPED,
            Receipt.End.FAILED,
            Receipt.End.FAILED);
  }

  /** Of what was written; rows of a record that failed are nowhere. */
  @Test
  void theReceiptCountsTheRowsThatWrittenRecordsBecame() throws Exception {
    List<WorkRecord> all = List.of(record(0, "a", 1), record(1, "a", 1), record(2, "x", 1));
    BatchState state = new BatchState(3);
    state.rows(0, 4);
    state.rows(2, 7);
    BatchProcessor processor = processor();
    processor.write(all, List.of(0, 1, 2), state, Passage.alone());
    BatchResult result = processor.ended(all, state);
    assertThat(ReceiptCodec.summary(result.messages().getFirst().value()).rows()).isEqualTo(4 + 1);
  }

  @Test
  void whatAnotherProgramWroteIsALetterWithItsBytesAndReachesNobody() throws Exception {
    byte[] raw = {1, 2, 3};
    List<WorkRecord> all =
        List.of(
            record(0, "d", 5), new WorkRecord.Unreadable(data(0, 1, "k"), raw, "no map of fields"));
    BatchState state = new BatchState(2);
    BatchProcessor processor = processor();
    processor.write(all, List.of(0, 1), state, Passage.alone());

    BatchResult result = processor.ended(all, state);

    assertThat(table.asked).isEmpty();
    assertThat(result.records()).isEqualTo(new Tally(0, 0, 1, 1));
    ProducerRecord<byte[], byte[]> letter = result.messages().getLast();
    assertThat(letter.value()).isEqualTo(raw);
    assertThat(header(letter, "error.code")).isEqualTo(ErrorCode.VALUE_UNSUPPORTED.id());
    assertThat(header(letter, "error.message"))
        .isEqualTo("no map of fields; another program has written it");
  }

  @Test
  void whatIsInDoubtIsTriedAgainByTheSameWayAndThenToBlame() throws Exception {
    List<WorkRecord> all = List.of(record(0, "a", 1), record(1, "q", 1), record(2, "b", 1));
    BatchState state = new BatchState(3);
    BatchProcessor processor = processor();
    processor.write(all, List.of(0, 1, 2), state, Passage.alone());
    assertThat(state.doubted()).containsExactly(1);
    nanos += TargetWriter.APART.toNanos();

    processor.tryAgain(all, List.of(1), 10, state, Passage.alone());

    assertThat(state.next(10, nanos)).isEqualTo(Next.Done.DONE);
    assertThat(processor.ended(all, state).records()).isEqualTo(new Tally(2, 0, 0, 1));
  }

  @Test
  void nothingIsPublishedOfNoRecordAndNothingIsTriedThatTheStepsLeaveOut() throws Exception {
    BatchProcessor processor = processor();
    List<WorkRecord> all = List.of(record(0, "d", 1));
    BatchState state = new BatchState(1);
    processor.tryAgain(all, List.of(0), 10, state, Passage.alone());

    assertThat(table.asked).isEmpty();
    assertThat(state.outcome(0)).isEqualTo(Outcome.Dropped.DROPPED);
    BatchResult nothing = processor.ended(List.of(), new BatchState(0));
    assertThat(nothing.messages()).isEmpty();
    assertThat(nothing.records()).isEqualTo(Tally.ZERO);
  }
}
