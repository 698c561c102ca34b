package io.godwit.common.wire.letter;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Origin;
import io.godwit.common.model.RecordId;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.text.Excerpt;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Key;
import io.godwit.common.model.value.Value;
import io.godwit.common.wire.Lineage;
import io.godwit.common.wire.OtherVersion;
import io.godwit.common.wire.WorkMessages;
import io.godwit.common.wire.WorkReader;
import io.godwit.common.wire.WorkRecord;
import io.godwit.common.wire.cbor.DocumentDecoder;
import io.godwit.common.wire.cbor.DocumentEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
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
  private static final String CLASS = "error.class";
  private static final String ORIGIN = "origin";
  private static final String KEY = "key";
  private static final String RUN = "run";
  private static final String FORGOTTEN = "forgotten";
  private static final String FORGOTTEN_MESSAGE = "(forgotten)";
  private static final int MOST_TEXT = 4000;
  private static final String RAW = "application/octet-stream";

  private static final String HIDDEN_SYSTEM = "godwit";
  private static final String HIDDEN_TYPE = "hidden";

  /** What stands in a letter in the place of a value that nobody is to see. */
  public static final Value HIDDEN = new Value.Foreign(HIDDEN_SYSTEM, HIDDEN_TYPE, new byte[0]);

  private DeadLetters() {}

  /**
   * Why a record of a run failed.
   *
   * @param key the text of its key; empty where that could not be read either
   * @param step the step that rejected it, by number and kind: {@code 2-lookup}, or {@code
   *     1-fields} where some that change fields are run as one; empty where it was not a step
   * @param lineage what the record has behind it
   * @param forgotten whether its key, its values and its message were removed since; it counts all
   *     the same
   */
  public record DeadLetter(
      String run,
      RecordId id,
      Optional<String> key,
      Origin origin,
      Failure failure,
      Optional<String> step,
      Lineage lineage,
      boolean forgotten) {

    /** One that is as it was written. */
    public DeadLetter(
        String run,
        RecordId id,
        Optional<String> key,
        Origin origin,
        Failure failure,
        Optional<String> step,
        Lineage lineage) {
      this(run, id, key, origin, failure, step, lineage, false);
    }

    /** Which attempt this was, from 1. */
    public int attempt() {
      return lineage.attempt();
    }
  }

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
    step.ifPresent(name -> add(message, STEP, name));
    return tell(
        message,
        run,
        Optional.of(record.key().text()),
        record.origin(),
        work.again().orElseGet(() -> Lineage.ofRoot(run)));
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
    return ofSource(topic, run, id, key, origin, raw, failure, Lineage.ofRoot(run));
  }

  /** The same of something that was read again. */
  public static ProducerRecord<byte[], byte[]> ofSource(
      String topic,
      String run,
      RecordId id,
      Optional<String> key,
      Origin origin,
      byte[] raw,
      Failure failure,
      Lineage lineage) {
    byte @Nullable [] keyBytes = key.map(DeadLetters::utf8).orElse(null);
    ProducerRecord<byte[], byte[]> message = new ProducerRecord<>(topic, keyBytes, raw);
    explain(WorkMessages.label(message, run, id, RAW, origin), failure);
    return tell(message, run, key, origin, lineage);
  }

  /**
   * What takes the place of a letter whose record is to be forgotten: it says of which run and
   * record it is, with which code it failed and where it stood in the source, and nothing that the
   * record held. Whatever other header it has is left out, since nobody knows what it says.
   */
  public static ProducerRecord<byte[], byte[]> forgotten(ConsumerRecord<byte[], byte[]> message) {
    byte @Nullable [] noKey = null;
    ProducerRecord<byte[], byte[]> left =
        new ProducerRecord<>(
            message.topic(), message.partition(), message.timestamp(), noKey, new byte[0]);
    for (String name :
        List.of(
            WorkMessages.LABEL,
            CODE,
            CLASS,
            COLUMN,
            STEP,
            ORIGIN,
            RUN,
            Lineage.ROOT,
            Lineage.ATTEMPT)) {
      Optional.ofNullable(message.headers().lastHeader(name))
          .ifPresent(known -> left.headers().add(known));
    }
    add(left, MESSAGE, FORGOTTEN_MESSAGE);
    add(left, FORGOTTEN, "by godwit forget");
    return left;
  }

  /** What the label and the key say already, for who looks at the topic with another tool. */
  private static ProducerRecord<byte[], byte[]> tell(
      ProducerRecord<byte[], byte[]> message,
      String run,
      Optional<String> key,
      Origin origin,
      Lineage lineage) {
    add(message, ORIGIN, origin.text());
    key.ifPresent(text -> add(message, KEY, text));
    add(message, RUN, run);
    lineage.into(message.headers());
    return message;
  }

  private static void add(ProducerRecord<byte[], byte[]> message, String name, String text) {
    message.headers().add(new RecordHeader(name, utf8(cut(text))));
  }

  private static ProducerRecord<byte[], byte[]> explain(
      ProducerRecord<byte[], byte[]> message, Failure failure) {
    add(message, CODE, failure.code().id());
    add(message, CLASS, failure.code().errorClass().id());
    add(message, MESSAGE, failure.message());
    failure.column().ifPresent(column -> add(message, COLUMN, column));
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
        Lineage.of(message.headers(), identity.run()),
        message.headers().lastHeader(FORGOTTEN) != null);
  }

  /**
   * The record of a letter, with its fields; empty where the letter does not hold them all: it
   * could not be read, it was too large, or some of it is hidden.
   *
   * @param id its place in the run that takes it up again
   */
  public static Optional<DataRecord> record(
      ConsumerRecord<byte[], byte[]> message, DeadLetter letter, RecordId id) {
    return letter.key().isEmpty()
        ? Optional.empty()
        : shown(message)
            .filter(DeadLetters::isWhole)
            .map(
                fields -> new DataRecord(id, new Key(letter.key().get()), letter.origin(), fields));
  }

  private static boolean isRaw(Headers headers) {
    return WorkMessages.text(headers, WorkMessages.LABEL).contains(" " + RAW + " ");
  }

  /** The fields that a letter shows, hidden ones among them; empty where it holds none. */
  public static Optional<Document> shown(ConsumerRecord<byte[], byte[]> message) {
    byte @Nullable [] value = message.value();
    if (value == null || value.length == 0 || isRaw(message.headers())) {
      return Optional.empty();
    }
    try {
      return Optional.of(new DocumentDecoder().decode(value));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Whether a value stands for one that nobody is to see. */
  public static boolean isHidden(Value value) {
    return value instanceof Value.Foreign(String system, String type, byte[] ignored)
        && system.equals(HIDDEN_SYSTEM)
        && type.equals(HIDDEN_TYPE);
  }

  private static boolean isWhole(Document fields) {
    for (int i = 0; i < fields.size(); i++) {
      if (isHidden(fields.value(i))) {
        return false;
      }
    }
    return fields.size() > 0;
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
