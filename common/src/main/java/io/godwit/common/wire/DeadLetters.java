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
  private static final int MOST_TEXT = 4000;
  private static final String RAW = "application/octet-stream";

  private DeadLetters() {}

  /** Why a record of a run failed. */
  public record DeadLetter(String run, RecordId id, String key, Origin origin, Failure failure) {}

  /**
   * The message of a work record that failed. Its value is the record's fields as one map in CBOR,
   * as they were published; of an unreadable record what stood in their place.
   */
  public static ProducerRecord<byte[], byte[]> ofWork(
      String topic, String run, WorkRecord work, Failure failure) {
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
    return explain(message, failure);
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
      String key,
      Origin origin,
      byte[] raw,
      Failure failure) {
    byte @Nullable [] keyBytes = key.isEmpty() ? null : utf8(key);
    ProducerRecord<byte[], byte[]> message = new ProducerRecord<>(topic, keyBytes, raw);
    return explain(WorkMessages.label(message, run, id, RAW, origin), failure);
  }

  private static ProducerRecord<byte[], byte[]> explain(
      ProducerRecord<byte[], byte[]> message, Failure failure) {
    message
        .headers()
        .add(new RecordHeader(CODE, utf8(failure.code().id())))
        .add(new RecordHeader(MESSAGE, utf8(cut(failure.message()))))
        .add(new RecordHeader(COLUMN, utf8(cut(failure.column()))));
    return message;
  }

  /** What a message of the failed topic says; empty where Godwit did not write it. */
  public static Optional<DeadLetter> read(ConsumerRecord<byte[], byte[]> message) {
    WorkReader reader = new WorkReader();
    return reader
        .identity(message.headers())
        .map(identity ->
            new DeadLetter(
                identity.run(),
                identity.id(),
                message.key() == null ? "" : new String(message.key(), StandardCharsets.UTF_8),
                reader.origin(message.headers()),
                failure(message.headers())));
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
