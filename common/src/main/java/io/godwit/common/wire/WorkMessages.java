package io.godwit.common.wire;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Origin;
import io.godwit.common.model.RecordId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * Work records as Kafka messages.
 *
 * <p>Three headers in plain text, so that any Kafka tool can tell what a message is: {@value #ID}
 * ({@code run/split/ordinal}), {@value #ORIGIN} ({@code file:line}) and {@value #TYPE}. They are
 * few and short because every record carries them.
 */
public final class WorkMessages {

  /** The header with {@code run/split/ordinal}. */
  public static final String ID = "id";

  /** The header with {@code file:line}. */
  public static final String ORIGIN = "at";

  /** The header with the media type of the value. */
  public static final String TYPE = "type";

  private static final byte[] CBOR = "application/cbor".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NOTHING = {};

  private WorkMessages() {}

  /** The message of a record; {@code value} is its encoded fields. */
  public static ProducerRecord<byte[], byte[]> message(
      String topic, String run, DataRecord record, byte[] value) {
    byte[] key = record.key().text().getBytes(StandardCharsets.UTF_8);
    return message(topic, run, record.id(), record.origin(), key, value);
  }

  /** The same of a record that was consumed: its bytes are kept untouched. */
  static ProducerRecord<byte[], byte[]> message(String topic, WorkRecord work) {
    ProducerRecord<byte[], byte[]> message =
        message(topic, work.run(), work.id(), work.origin(), work.key(), work.value());
    work.others().forEach(message.headers()::add);
    return message;
  }

  private static ProducerRecord<byte[], byte[]> message(
      String topic, String run, RecordId id, Origin origin, byte[] key, byte[] value) {
    ProducerRecord<byte[], byte[]> message = new ProducerRecord<>(topic, key, value);
    message.headers().add(new RecordHeader(TYPE, CBOR));
    return identify(message, run, id, origin);
  }

  /** Adds the headers that say which record of which run a message is about. */
  static ProducerRecord<byte[], byte[]> identify(
      ProducerRecord<byte[], byte[]> message, String run, RecordId id, Origin origin) {
    String text = run + "/" + id.split() + "/" + id.ordinal();
    message
        .headers()
        .add(new RecordHeader(ID, text.getBytes(StandardCharsets.UTF_8)))
        .add(new RecordHeader(ORIGIN, origin.text().getBytes(StandardCharsets.UTF_8)));
    return message;
  }

  /** A header's bytes; none where the header is missing or has no value. */
  static byte[] bytes(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    byte @Nullable [] value = header == null ? null : header.value();
    return value == null ? NOTHING : value;
  }

  /** A header's text; empty where the header is missing or has no value. */
  static String text(Headers headers, String name) {
    return new String(bytes(headers, name), StandardCharsets.UTF_8);
  }

  /** Whether a header says nothing but what {@link #message} would write again. */
  static boolean isOwn(Header header) {
    return switch (header.key()) {
      case ID, ORIGIN -> true;
      case TYPE -> Arrays.equals(CBOR, header.value());
      default -> false;
    };
  }
}
