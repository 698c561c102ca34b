package io.godwit.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.cli.opening.FleetOpener;
import io.godwit.cli.prepare.RunContent;
import io.godwit.common.job.JobFile;
import io.godwit.common.job.connection.EmbeddedAddresses;
import io.godwit.common.kafka.Topics;
import io.godwit.common.model.Position;
import io.godwit.common.model.RecordId;
import io.godwit.common.model.Split;
import io.godwit.common.model.Task;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spec.Job;
import io.godwit.common.spi.Opening;
import io.godwit.common.store.ObjectContent;
import io.godwit.common.store.ObjectStore;
import io.godwit.common.store.PutTerms;
import io.godwit.common.store.RecordMark;
import io.godwit.common.wire.Placement;
import io.godwit.common.wire.Receipt;
import io.godwit.common.wire.Receipt.End;
import io.godwit.common.wire.ReceiptCodec;
import io.godwit.common.wire.cbor.RowEncoder;
import io.godwit.common.wire.run.JobEntry;
import io.godwit.common.wire.run.RunPlan;
import io.godwit.common.wire.run.SplitMessages;
import io.godwit.common.wire.run.SplitProgress;
import io.godwit.common.wire.run.StartOffsets;
import io.godwit.common.wire.run.TaskProgress;
import io.godwit.files.folder.FolderConnection;
import io.godwit.files.folder.FolderConnector;
import io.godwit.producer.TargetWork;
import io.godwit.producer.sweep.JobSweep;
import io.godwit.producer.sweep.ObjectSweep.Found;
import io.godwit.producer.sweep.SweepWork;
import io.godwit.producer.sweep.SweptRuns;
import io.godwit.testkit.contract.PlainConnections;
import io.godwit.testkit.env.SharedBroker;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What is removed from a store when a run is over, or was given up, by receipts on a broker. */
class SweepWorkTest {

  @RegisterExtension private static final SharedBroker BROKER = new SharedBroker();

  /** Ended so long ago that nobody puts anything of it any more. */
  private static final long LONG_AGO = 1_000;

  @TempDir private Path folder;

  private static Job job(String name, String steps) {
    return JobFile.parse(
        """
        job: %s
        source: { csv: rows.csv, key: id }
        steps: %s
        sink: { table: t, in: app }
        connections:
          app: { jdbc: "jdbc:postgresql://localhost/none" }
          inbox: { folder: "/none" }
          archive: { folder: "/none" }
        """
            .formatted(name, steps),
        "job.yaml");
  }

  private static Job uploading(String name) {
    return job(name, "[ upload: { from: inbox, name: '{f}', to: archive, as: 'up/{f}' } ]");
  }

  private ObjectStore store(String connection) throws Trouble {
    assertThat(connection).isEqualTo("archive");
    FolderConnection spec = new FolderConnection(folder.toString(), Optional.empty(), false);
    return new FolderConnector()
        .open(
            "archive",
            new Opening(PlainConnections.of("archive", spec), Path.of(""), RowEncoder::new));
  }

  private void put(String name, String mark) throws Exception {
    try (ObjectStore store = store("archive")) {
      PutTerms terms = new PutTerms(false, Optional.of(mark), Optional.empty(), Map.of());
      store.put(name, new OneByte(), terms);
    }
  }

  private record OneByte() implements ObjectContent {
    @Override
    public long size() {
      return 1;
    }

    @Override
    public InputStream open(long from) {
      return new ByteArrayInputStream(new byte[1], (int) from, 1 - (int) from);
    }
  }

  private List<String> names() throws Exception {
    try (ObjectStore store = store("archive")) {
      return store.list("", Optional.empty(), 100).objects().stream()
          .map(facts -> facts.name())
          .toList();
    }
  }

  private SweepWork work(String run, String name) {
    JobEntry entry = new JobEntry(name, run, "", "", LONG_AGO);
    return (SweepWork)
        SweepWork.of(TargetWork.NONE, uploading(name), BROKER.cluster(), entry, this::store);
  }

  /** Publishes a run of so many records, the first of which have ended so. */
  private static void publish(Topics topics, String run, long read, Task sweep, End... ends) {
    List<Receipt.Entry> entries = new ArrayList<>();
    for (End end : ends) {
      RecordId id = new RecordId(0, entries.size());
      entries.add(new Receipt.Entry(id, 1, Optional.empty(), end));
    }
    Receipt.Summary summary =
        new Receipt.Summary(run, Receipt.Kind.LOAD, "w", LONG_AGO, Map.of(), Map.of());
    RunPlan plan = new RunPlan(1, "f", 0, Placement.VERSION, StartOffsets.NONE, 1);
    SplitProgress split =
        new SplitProgress(new Split(0, "u", "", read), new Position(read, "end"), true);
    try (KafkaProducer<byte[], byte[]> producer = BROKER.cluster().plainProducer()) {
      var plans = producer.send(SplitMessages.of(topics.splits(), run, plan));
      var splits = producer.send(SplitMessages.of(topics.splits(), run, split));
      var tasks =
          producer.send(SplitMessages.of(topics.splits(), run, TaskProgress.open(0, sweep)));
      var receipts =
          producer.send(
              new ProducerRecord<>(
                  topics.receipts(), ReceiptCodec.encode(new Receipt(summary, entries))));
      producer.flush();
      assertThat(List.of(plans, splits, tasks, receipts)).allMatch(sent -> sent.isDone());
    }
  }

  private static String mark(String run, long ordinal, boolean shared) {
    return new RecordMark(run, new RecordId(0, ordinal), shared).text();
  }

  private void someObjects(String run) throws Exception {
    put("up/written", mark(run, 0, false));
    put("up/failed", mark(run, 1, false));
    put("up/dropped", mark(run, 2, false));
    put("up/shared", mark(run, 1, true));
    put("up/of another run", mark("other", 1, false));
    put("up/of a stranger", "a mark of theirs");
    put("elsewhere", mark(run, 1, false));
  }

  @Test
  void whatRefusedRecordsHaveLeftIsRemovedAndNothingElse() throws Exception {
    Topics topics = JobTopics.create(BROKER.cluster(), "swept");
    SweepWork work = work("r1", "swept");
    Task task = work.plan().tasks().getFirst();
    assertThat(task.name()).isEqualTo("objects of refused records in archive, up/...");
    someObjects("r1");
    publish(topics, "r1", 3, task, End.WRITTEN, End.FAILED, End.DROPPED);
    JobSweep byHand = new JobSweep(BROKER.cluster(), uploading("swept"), this::store);
    List<Found> found = new ArrayList<>();
    byHand.sweep(true, (place, one) -> found.add(one));
    assertThat(found.stream().map(one -> one.facts().name()))
        .containsExactly("up/dropped", "up/failed", "up/shared");
    assertThat(found.getLast()).isInstanceOf(Found.Shared.class);
    assertThat(names()).hasSize(7);

    assertThat(work.carryOut(task)).isEmpty();
    assertThat(names())
        .containsExactly(
            "elsewhere", "up/of a stranger", "up/of another run", "up/shared", "up/written");
    put("up/late", mark("r1", 2, false));
    byHand.sweep(false, (place, one) -> found.add(one));
    assertThat(names()).doesNotContain("up/late").hasSize(5);
    work.letGo();
  }

  /** Where receipts are missing nobody knows what has a row. */
  @Test
  void whatIsNotKnownIsNotRemoved() throws Exception {
    Topics topics = JobTopics.create(BROKER.cluster(), "unknown");
    SweepWork work = work("r1", "unknown");
    Task task = work.plan().tasks().getFirst();
    someObjects("r1");
    assertThat(work.carryOut(task)).hasValueSatisfying(why -> assertThat(why).contains("the plan"));
    publish(topics, "r1", 4, task, End.WRITTEN, End.FAILED, End.DROPPED);
    assertThat(work.carryOut(task))
        .hasValueSatisfying(
            why -> assertThat(why).contains("3 of the 4 records", "nothing was removed"));
    JobSweep byHand = new JobSweep(BROKER.cluster(), uploading("unknown"), this::store);
    assertThatThrownBy(() -> byHand.sweep(false, (place, one) -> {}))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("run r1: receipts are there of 3");
    assertThat(names()).hasSize(7);
  }

  /** Its records that nobody has settled have no row that counts. */
  @Test
  void aRunThatWasGivenUpIsSweptBeforeTheNext() throws Exception {
    Topics topics = JobTopics.create(BROKER.cluster(), "given-up");
    SweepWork next = work("r2", "given-up");
    Task task = next.plan().tasks().getFirst();
    someObjects("r1");
    put("up/not settled", mark("r1", 9, false));
    publish(topics, "r1", 20, task, End.WRITTEN, End.FAILED, End.DROPPED);
    assertThat(SweptRuns.read(BROKER.cluster(), topics))
        .containsExactly(new SweptRuns.Swept("r1", StartOffsets.NONE, 20, true));
    List<String> said = new ArrayList<>();
    next.sweepGivenUp(said::add);
    next.sweepGivenUp(said::add);
    assertThat(said).hasSize(2).first().asString().contains("the run that was given up");
    assertThat(names())
        .containsExactly(
            "elsewhere", "up/of a stranger", "up/of another run", "up/shared", "up/written");
    // Once it is planned, the receipts of the other may be gone.
    publish(topics, "r2", 1, task, End.WRITTEN);
    put("up/late", mark("r1", 9, false));
    next.sweepGivenUp(said::add);
    assertThat(said).hasSize(2);
    assertThat(names()).contains("up/late");
    assertThat(
            RunContent.swept(
                TargetWork.NONE,
                job("plain", "[]"),
                BROKER.cluster(),
                next.entry(),
                new FleetOpener(Map.of(), EmbeddedAddresses.NONE)))
        .isSameAs(TargetWork.NONE);
  }
}
