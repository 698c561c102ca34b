package io.godwit.aggregator.report;

import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.TopicReader;
import io.godwit.common.kafka.Topics;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.spec.ReportSpec.Csv;
import io.godwit.common.wire.OtherVersion;
import io.godwit.common.wire.letter.DeadLetters;
import io.godwit.common.wire.letter.DeadLetters.DeadLetter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The list of what failed in a run, in the order of the source: with the attempt that it was, the
 * run in which it had failed before, and what has become of it since.
 */
final class FailedList {

  private final Cluster cluster;
  private final Topics topics;
  private final String run;
  private final ReplayedLetters letters;
  private final Csv form;

  FailedList(Cluster cluster, Topics topics, String run, ReplayedLetters letters, Csv form) {
    this.form = form;
    this.cluster = cluster;
    this.topics = topics;
    this.run = run;
    this.letters = letters;
  }

  /**
   * Writes it.
   *
   * @param from where the run's dead letters begin
   * @param spill a file beside the list, for what does not fit the heap
   * @param each is told of every letter
   */
  void write(List<Long> from, Path spill, OutputStream out, Consumer<DeadLetter> each)
      throws IOException {
    CsvWriter failed = new CsvWriter(out, form);
    row(
        failed, "key", "origin", "class", "code", "message", "column", "attempt", "before",
        "became");
    failed.flush();
    try (SortedRows rows = new SortedRows(spill);
        TopicReader reader = TopicReader.open(cluster, topics.failed(), from)) {
      reader.inOrder(message -> accept(message, rows, each));
      rows.writeTo(out);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void accept(
      ConsumerRecord<byte[], byte[]> message, SortedRows rows, Consumer<DeadLetter> each) {
    try {
      Optional<DeadLetter> letter = DeadLetters.read(message).filter(any -> any.run().equals(run));
      if (letter.isPresent()) {
        each.accept(letter.get());
        rows.add(letter.get().id(), row(letter.get(), message));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (OtherVersion e) {
      // Dead letters of earlier runs are kept, and a Godwit of their time has written them.
      if (e.run().equals(run)) {
        throw e;
      }
    }
  }

  private byte[] row(DeadLetter letter, ConsumerRecord<byte[], byte[]> message) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CsvWriter csv = new CsvWriter(bytes, form);
    Failure failure = letter.failure();
    row(
        csv,
        letter.key().orElse(""),
        letter.origin().text(),
        failure.code().errorClass().id(),
        failure.code().id(),
        failure.message(),
        failure.column().orElse(""),
        Integer.toString(letter.attempt()),
        letters.before(letter),
        became(letter, letters.became(message)));
    csv.flush();
    return bytes.toByteArray();
  }

  /** What had become of it before stays true. */
  private static String became(DeadLetter letter, String known) {
    return letter.forgotten() && known.equals(ReplayedLetters.OPEN) ? "forgotten" : known;
  }

  private static void row(CsvWriter csv, String... fields) throws IOException {
    for (String field : fields) {
      csv.field(field);
    }
    csv.endRow();
  }
}
