package io.godwit.worker.suspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.job.JobFile;
import io.godwit.common.model.Answer;
import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Origin;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.RecordId;
import io.godwit.common.model.Verdict;
import io.godwit.common.model.Write;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.BareTexts;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Key;
import io.godwit.common.model.value.Value;
import io.godwit.common.spec.FieldEffect;
import io.godwit.common.spec.Job;
import io.godwit.common.spec.StepSpec;
import io.godwit.common.spi.Sink;
import io.godwit.common.spi.Step;
import io.godwit.common.spi.Target;
import io.godwit.common.wire.Placement;
import io.godwit.common.wire.WorkPack;
import io.godwit.common.wire.WorkPacker;
import io.godwit.common.wire.run.JobEntry;
import io.godwit.worker.evidence.BatchState;
import io.godwit.worker.evidence.RecordEnd;
import io.godwit.worker.job.OpenedJob;
import io.godwit.worker.step.Steps;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A child of a trial in this process, over pipes such as its parent has. */
@Timeout(60)
class TrialServerTest {

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
        case 'r' ->
            new Verdict.Reject(new Failure(ErrorCode.VALUE_UNSUPPORTED, "not an r", "name"));
        default -> new Verdict.Keep(record);
      };
    }

    @Override
    public void close() {}
  }

  /** Refuses keys with an x. */
  private record Table() implements Target {
    @Override
    public Sink sink(String unit, BareTexts bare) {
      return writes -> writes.stream().<Answer>map(Table::answer).toList();
    }

    private static Outcome answer(Write write) {
      return write.record().key().text().startsWith("x")
          ? new Outcome.Failed(new Failure(ErrorCode.TARGET_TOO_LONG, "too long"))
          : Outcome.Written.WRITTEN;
    }

    @Override
    public int concurrency() {
      return 1;
    }

    @Override
    public void close() {}
  }

  private static OpenedJob opened() {
    Job job =
        JobFile.parse(
            """
            job: people
            source: { csv: people.csv, key: id }
            sink: { table: people, in: app, key: id }
            connections: { app: { jdbc: "jdbc:postgresql://localhost/none" } }
            """,
            "job.yaml");
    try {
      return OpenedJob.of(
          job, Steps.compile(List.of(new Judge("by key")), spec -> new ByKey()), new Table());
    } catch (Trouble e) {
      throw new IllegalStateException(e);
    }
  }

  private static WorkPack pack(String... keys) {
    WorkPacker packer = new WorkPacker("work", "run", 1, Placement.bySourceKey());
    for (int n = 0; n < keys.length; n++) {
      packer.add(
          new DataRecord(
              new RecordId(0, n),
              new Key(keys[n]),
              new Origin("rows.csv", n + 2),
              Document.of("n", new Value.Int32(n))),
          1_000);
    }
    return new WorkPack(
        7,
        "run",
        new RecordId(0, 0),
        new Origin("rows.csv", 2),
        keys.length,
        packer.take().getFirst().value());
  }

  /** What a child says of some records of a pack, and that it ends with its parent. */
  private static List<RecordEnd> ends(WorkPack pack, List<Integer> places) throws Exception {
    java.nio.channels.Pipe toChild = java.nio.channels.Pipe.open();
    java.nio.channels.Pipe fromChild = java.nio.channels.Pipe.open();
    CountDownLatch orphaned = new CountDownLatch(1);
    Thread.ofPlatform().daemon().start(() -> serve(toChild, fromChild, orphaned));
    List<RecordEnd> ends;
    try (DataOutputStream out = new DataOutputStream(Channels.newOutputStream(toChild.sink()));
        DataInputStream in = new DataInputStream(Channels.newInputStream(fromChild.source()))) {
      Pipe.write(
          out, new Handshake(new JobEntry("people", "run", "", "", 1), "w", Map.of(), Map.of()));
      assertThat(in.readByte()).isEqualTo(ReplyTag.READY);
      out.writeByte(ReplyTag.REQUEST);
      Pipe.write(out, new TrialRequest(0, List.of(pack), places));
      out.flush();
      assertThat(in.readByte()).isEqualTo(ReplyTag.ENDED);
      ends = Pipe.ends(in);
    }
    assertThat(orphaned.await(30, TimeUnit.SECONDS)).as("it ends with its parent").isTrue();
    return ends;
  }

  private static void serve(
      java.nio.channels.Pipe in, java.nio.channels.Pipe out, CountDownLatch orphaned) {
    try {
      TrialServer.serve(
          Channels.newInputStream(in.source()),
          Channels.newOutputStream(out.sink()),
          settings -> entry -> opened(),
          orphaned::countDown);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whoRejectedARecordIsToldToTheParentWithHowItEnded() throws Exception {
    List<RecordEnd> ends = ends(pack("a", "d", "r", "x"), List.of(0, 1, 2, 3));

    assertThat(ends)
        .containsExactly(
            new RecordEnd(Outcome.Written.WRITTEN),
            new RecordEnd(Outcome.Dropped.DROPPED),
            new RecordEnd(
                new Outcome.Failed(new Failure(ErrorCode.VALUE_UNSUPPORTED, "not an r", "name")),
                Optional.of("1-judge"),
                1),
            new RecordEnd(new Outcome.Failed(new Failure(ErrorCode.TARGET_TOO_LONG, "too long"))));
    BatchState state = new BatchState(ends.size());
    for (int place = 0; place < ends.size(); place++) {
      state.end(place, ends.get(place));
    }
    assertThat(state.ends()).as("as the parent takes note of them").isEqualTo(ends);
    assertThat(state.rejectedBy(2)).contains("1-judge");
  }

  @Test
  void howManyRowsARecordBecameComesThroughThePipe() throws IOException {
    List<RecordEnd> ends =
        List.of(
            new RecordEnd(Outcome.Written.WRITTEN, Optional.empty(), 70_000),
            new RecordEnd(
                new Outcome.Failed(new Failure(ErrorCode.TARGET_TOO_LONG, "too long")),
                Optional.empty(),
                3));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Pipe.write(new DataOutputStream(bytes), ends);
    assertThat(Pipe.ends(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()))))
        .isEqualTo(ends);
    BatchState state = new BatchState(2);
    state.end(0, ends.getFirst());
    assertThat(state.rows(0)).isEqualTo(70_000);
    assertThat(state.rows(1)).isEqualTo(1);
  }

  @Test
  void onlyTheRecordsThatAreAskedForAreWorked() throws Exception {
    assertThat(ends(pack("r", "a", "r"), List.of(1)))
        .containsExactly(new RecordEnd(Outcome.Written.WRITTEN));
    assertThat(ends(pack("r"), List.of())).isEmpty();
  }
}
