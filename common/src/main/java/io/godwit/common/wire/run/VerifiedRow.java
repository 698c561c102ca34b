package io.godwit.common.wire.run;

import io.godwit.common.model.Difference;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A row of which the target differs from what was written, as the verified topic has it: a message
 * of JSON, so that any Kafka tool shows it.
 *
 * @param run whose comparison it is
 * @param began when that began, as {@link VerifyProgress#began()}
 * @param kind what is the matter
 * @param place the table, collection or store
 * @param key of the record at the source; the empty text where there is none, as of {@link
 *     Kind#EXTRA}, of which nothing but run, place and row is told
 * @param row the values of the row's key, for people
 * @param unit of the record
 * @param line of the record in its unit; 0 where it has none
 * @param recordRun the run that wrote it: the root or a replay
 * @param split of the record in the books of that run
 * @param ordinal there
 * @param partition of the work topic, where the record stands
 * @param offset of its pack there
 * @param differences field by field; none unless it is {@link Kind#DIFFERENT}
 * @param reason why it cannot be told; empty otherwise
 */
public record VerifiedRow(
    String run,
    long began,
    Kind kind,
    String place,
    String key,
    String row,
    String unit,
    long line,
    String recordRun,
    int split,
    long ordinal,
    int partition,
    long offset,
    List<Difference> differences,
    Optional<String> reason) {

  /** What is the matter with a row. */
  public enum Kind {
    /** No row has its key. */
    MISSING,
    /** It has other values. */
    DIFFERENT,
    /** More than one row has its key. */
    DOUBLED,
    /** The job owns it, and no record of the run has its key. */
    EXTRA,
    /** It cannot be told. */
    UNCLEAR;

    /** How machines name it. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Takes an unmodifiable copy. */
  public VerifiedRow {
    differences = List.copyOf(differences);
  }

  /** A row that no record has become. */
  public static VerifiedRow extra(String run, long began, String place, String row) {
    return new VerifiedRow(
        run,
        began,
        Kind.EXTRA,
        place,
        "",
        row,
        "",
        0,
        run,
        0,
        0,
        0,
        0,
        List.of(),
        Optional.empty());
  }

  /** The message, under the run. */
  public ProducerRecord<byte[], byte[]> message(String topic) {
    return new ProducerRecord<>(topic, run.getBytes(StandardCharsets.UTF_8), Json.write(this));
  }

  /**
   * The row that a message is.
   *
   * @param began of a comparison; a job has one at a time
   * @return empty where it is of another comparison
   * @throws IllegalArgumentException where it is no such message
   */
  public static Optional<VerifiedRow> read(ConsumerRecord<byte[], byte[]> message, long began) {
    return read(message).filter(row -> row.began() == began);
  }

  /** The same of whatever comparison. */
  public static Optional<VerifiedRow> read(ConsumerRecord<byte[], byte[]> message) {
    return message.value() == null
        ? Optional.empty()
        : Optional.of(Json.read(message.value(), VerifiedRow.class));
  }
}
