package io.godwit.common.wire;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.ErrorCode;
import io.godwit.common.model.Excerpt;
import io.godwit.common.model.Failure;
import io.godwit.common.model.Origin;
import io.godwit.common.model.RecordId;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * Failed records as Kafka messages: the record as the value, the reason in headers. Each stands for
 * itself, whatever pack it came in.
 */
public final class DeadLetters {

  private static final String CODE = "error.code";
  private static final String MESSAGE = "error.message";
  private static final String COLUMN = "error.column";
  private static final String STEP = "error.step";
  private static final String ATTEMPT = "attempt";
  private static final int MOST_TEXT = 4000;
  private static final String RAW = "application/octet-stream";

  private DeadLetters() {}

  /** The attempt of a run: what was never replayed was tried once. */
  public static final int FIRST_ATTEMPT = 1;

  /**
   * Why a record of a run failed.
   *
   * @param key the text of its key; empty where that could not be read either
   * @param step the step that rejected it, by number and kind: {@code 2-lookup}, or {@code
   *     1-fields} where some that change fields are run as one; empty where it was not a step
   * @param attempt which one this was, from {@value #FIRST_ATTEMPT}
   */
  public record DeadLetter(
      String run,
      RecordId id,
      Optional<String> key,
      Origin origin,
      Failure failure,
      Optional<String> step,
      int attempt) {}

  /**
   * The message of a work record that failed. Its value is the record's fields as one map in CBOR,
   * as they were published; of an unreadable record what stood in their place.
   *
   * @param step the step that rejected it; empty where it was not a step
   */
  public static ProducerRecord<byte[], byte[]> ofWork(
      String topic, String run, WorkRecord work, Failure failure, Optional<String> step) {
    byte[] value =
        switch (work) {
          case WorkRecord.Decoded decoded ->
              bounded(new DocumentEncoder().encode(decoded.record().fields()));
          case WorkRecord.Unreadable unreadable -> unreadable.raw();
        };
    DataRecord record = work.record();
    ProducerRecord<byte[], byte[]> message =
        new ProducerRecord<>(topic, utf8(record.key().text()), value);
    WorkMessages.label(message, run, record.id(), WorkMessages.CBOR, record.origin());
    explain(message, failure);
    step.ifPresent(name -> message.headers().add(new RecordHeader(STEP, utf8(name))));
    return message;
  }

  /**
   * The message of something that could not be read.
   *
   * @param key the text of its key; empty where that could not be read either
   * @param raw the bytes of the source
   */
  public static ProducerRecord<byte[], byte[]> ofSource(
      String topic,
      String run,
      RecordId id,
      Optional<String> key,
      Origin origin,
      byte[] raw,
      Failure failure) {
    byte @Nullable [] keyBytes = key.map(DeadLetters::utf8).orElse(null);
    ProducerRecord<byte[], byte[]> message = new ProducerRecord<>(topic, keyBytes, raw);
    return explain(WorkMessages.label(message, run, id, RAW, origin), failure);
  }

  private static ProducerRecord<byte[], byte[]> explain(
      ProducerRecord<byte[], byte[]> message, Failure failure) {
    message
        .headers()
        .add(new RecordHeader(CODE, utf8(failure.code().id())))
        .add(new RecordHeader(MESSAGE, utf8(cut(failure.message()))))
        .add(new RecordHeader(ATTEMPT, utf8(Integer.toString(FIRST_ATTEMPT))));
    failure
        .column()
        .ifPresent(column -> message.headers().add(new RecordHeader(COLUMN, utf8(cut(column)))));
    return message;
  }

  /**
   * What a message of the failed topic says.
   *
   * @return empty where Godwit did not write it
   * @throws OtherVersion where another version has written it; it says of which run it is
   */
  public static Optional<DeadLetter> read(ConsumerRecord<byte[], byte[]> message) {
    WorkReader reader = new WorkReader();
    Optional<WorkReader.Identity> identity = reader.identity(message.headers());
    identity.ifPresent(WorkReader.Identity::requireReadable);
    return identity.map(known -> read(message, known, reader.origin(message.headers())));
  }

  private static DeadLetter read(
      ConsumerRecord<byte[], byte[]> message, WorkReader.Identity identity, Origin origin) {
    byte @Nullable [] key = message.key();
    String step = WorkMessages.text(message.headers(), STEP);
    return new DeadLetter(
        identity.run(),
        identity.id(),
        Optional.ofNullable(key).map(text -> new String(text, StandardCharsets.UTF_8)),
        origin,
        failure(message.headers()),
        Optional.of(step).filter(name -> !name.isEmpty()),
        attempt(WorkMessages.text(message.headers(), ATTEMPT)));
  }

  /** Anybody may write to a topic. */
  private static int attempt(String text) {
    return text.matches("[1-9]\\d{0,8}") ? Integer.parseInt(text) : FIRST_ATTEMPT;
  }

  private static Failure failure(Headers headers) {
    // A code that a newer worker knows and this reader does not is still a failure.
    ErrorCode code =
        ErrorCode.ofId(WorkMessages.text(headers, CODE))
            .filter(known -> known.kind() == ErrorCode.Kind.DATA)
            .orElse(ErrorCode.TARGET_REFUSED);
    return new Failure(
        code, WorkMessages.text(headers, MESSAGE), WorkMessages.text(headers, COLUMN));
  }

  /**
   * What another program wrote in its shorter form may not fit; the reason is told all the same.
   */
  private static byte[] bounded(byte[] fields) {
    return fields.length <= WorkMessages.MOST_FIELDS ? fields : new byte[0];
  }

  /** A target may quote the value that it refuses, and the value may be the whole message. */
  private static String cut(String text) {
    return Excerpt.of(text, MOST_TEXT);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
