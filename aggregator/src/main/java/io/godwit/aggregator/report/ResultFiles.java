package io.godwit.aggregator.report;

import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.TopicReader;
import io.godwit.common.kafka.Topics;
import io.godwit.common.run.RunView;
import io.godwit.common.spec.ReportSpec.Csv;
import io.godwit.common.wire.OtherVersion;
import io.godwit.common.wire.Receipt;
import io.godwit.common.wire.ReceiptCodec;
import io.godwit.common.wire.run.RunPlan;
import io.godwit.common.wire.run.StartOffsets;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Writes the lists of a run's records: {@code migrated.csv} and {@code dropped.csv} from receipts,
 * {@code failed.csv} from dead letters, in the order of the source. That of the others is the
 * topics' partitions', so it is the same for every reader. For one thread.
 */
final class ResultFiles {

  static final String MIGRATED = "migrated.csv";
  static final String DROPPED = "dropped.csv";
  static final String FAILED = "failed.csv";

  private final Cluster cluster;
  private final RunView run;
  private final Path folder;
  private final String writer;
  private final Runnable alive;
  private final ReplayedLetters letters;
  private final Csv form;
  private final StartOffsets starts;
  private final ListEvidence evidence = new ListEvidence();
  private final Map<Integer, String> units = new HashMap<>();

  /**
   * Lists for a run.
   *
   * @param folder which exists
   * @param writer tells two writers of one folder apart
   * @param letters what has become of the run's failures
   * @param form of the lists' fields
   */
  ResultFiles(
      Cluster cluster,
      RunView run,
      Path folder,
      String writer,
      Runnable alive,
      ReplayedLetters letters,
      Csv form) {
    this.form = form;
    this.letters = letters;
    this.cluster = cluster;
    this.run = run;
    this.folder = folder;
    this.writer = writer;
    this.alive = alive;
    this.starts = run.plan().map(RunPlan::starts).orElse(StartOffsets.NONE);
    for (RunView.SplitView split : run.splits()) {
      units.put(split.progress().split().number(), split.progress().split().unit());
    }
  }

  /**
   * Writes all three; when this returns they are in their places.
   *
   * <p>A run that begins meanwhile may have deleted what was yet to be read. The lists would then
   * be short, and would come over whole ones that are there. So whether the run is still the
   * current one is asked when all is read: nothing of it is deleted before the register has said
   * otherwise.
   *
   * @return what they tell of the books; empty, and nothing is in its place, where it is not
   * @throws OtherVersion where a message of the run cannot be read; nothing is in its place then
   */
  Optional<ListEvidence> write(BooleanSupplier isCurrent) throws IOException {
    try (AtomicFile migrated = AtomicFile.of(folder.resolve(MIGRATED), writer);
        AtomicFile dropped = AtomicFile.of(folder.resolve(DROPPED), writer);
        AtomicFile failed = AtomicFile.of(folder.resolve(FAILED), writer)) {
      writeEnded(new CsvWriter(migrated.out(), form), new CsvWriter(dropped.out(), form));
      writeFailed(failed.out());
      if (!isCurrent.getAsBoolean()) {
        return Optional.empty();
      }
      migrated.publish();
      dropped.publish();
      failed.publish();
      return Optional.of(evidence);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void writeEnded(CsvWriter migrated, CsvWriter dropped) throws IOException {
    row(migrated, "key", "origin", "split", "outcome");
    row(dropped, "key", "origin", "split", "reason");
    try (WriterThread writing = new WriterThread()) {
      read(
          new Topics(run.job()).receipts(),
          starts.receipts(),
          message -> {
            if (ReceiptCodec.summary(message.value()).run().equals(run.run())) {
              List<Receipt.Entry> entries = ReceiptCodec.decode(message.value()).entries();
              String reason = isOfReader(message.value()) ? "superseded" : "";
              writing.run(() -> enter(entries, reason, migrated, dropped));
            }
          });
      writing.finish();
    }
    migrated.flush();
    dropped.flush();
  }

  /** Whoever reads a replay drops nothing but what is superseded; steps are the workers'. */
  private static boolean isOfReader(byte[] receipt) {
    Receipt.Summary summary = ReceiptCodec.summary(receipt);
    return summary.kind() == Receipt.Kind.REPLAY;
  }

  private void enter(
      List<Receipt.Entry> entries, String reason, CsvWriter migrated, CsvWriter dropped)
      throws IOException {
    for (Receipt.Entry entry : entries) {
      enter(entry, reason, migrated, dropped);
    }
  }

  private void enter(Receipt.Entry entry, String reason, CsvWriter migrated, CsvWriter dropped)
      throws IOException {
    evidence.entries.add(entry.id());
    switch (entry.end()) {
      case WRITTEN -> migrated(migrated, entry, "written");
      case UNCHANGED -> migrated(migrated, entry, "unchanged");
      case DROPPED -> {
        identify(dropped, entry);
        dropped.field(reason);
        dropped.endRow();
      }
      case FAILED -> evidence.failedEntries.add(entry.id());
    }
  }

  private void migrated(CsvWriter migrated, Receipt.Entry entry, String outcome)
      throws IOException {
    identify(migrated, entry);
    migrated.field(outcome);
    migrated.endRow();
  }

  private void identify(CsvWriter csv, Receipt.Entry entry) throws IOException {
    int split = entry.id().split();
    csv.field(entry.key().orElse(""));
    csv.origin(units.computeIfAbsent(split, unknown -> "split " + unknown), entry.line());
    csv.field(split);
  }

  private void writeFailed(OutputStream out) throws IOException {
    new FailedList(cluster, new Topics(run.job()), run.run(), letters, form)
        .write(
            starts.failed(),
            folder.resolve("." + FAILED + "." + writer),
            out,
            letter -> {
              alive.run();
              evidence.letter(letter);
            });
  }

  private static void row(CsvWriter csv, String... fields) throws IOException {
    for (String field : fields) {
      csv.field(field);
    }
    csv.endRow();
  }

  /** What to do with a message, which may find the disk full. */
  private interface Each {
    void accept(ConsumerRecord<byte[], byte[]> message) throws IOException;
  }

  private void read(String topic, List<Long> from, Each each) {
    try (TopicReader reader = TopicReader.open(cluster, topic, from)) {
      reader.inOrder(message -> {
        try {
          alive.run();
          each.accept(message);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        } catch (OtherVersion e) {
          // Dead letters of earlier runs are kept, and a Godwit of their time has written them.
          if (e.run().equals(run.run())) {
            throw e;
          }
        }
      });
    }
  }
}
