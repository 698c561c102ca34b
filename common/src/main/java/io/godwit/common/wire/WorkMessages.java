package io.godwit.common.wire;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Origin;
import io.godwit.common.model.RecordId;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * Work records as Kafka messages.
 *
 * <p>One header in plain text, {@value #LABEL}, so that any Kafka tool can tell what a message is:
 *
 * <pre>run/split/ordinal media/type file:line</pre>
 *
 * <p>It is one and not three because every record carries it: the clients on both ends make half a
 * dozen objects of each header of each record, which is more than they do for its key and value.
 */
public final class WorkMessages {

  /** The header that says which record a message is, and what its value is. */
  public static final String LABEL = "godwit";

  private static final String CBOR = "application/cbor";
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
    return label(message, run, id, CBOR, origin);
  }

  /** Adds the header that says which record of which run a message is about. */
  static ProducerRecord<byte[], byte[]> label(
      ProducerRecord<byte[], byte[]> message, String run, RecordId id, String type, Origin at) {
    String text = run + "/" + id.split() + "/" + id.ordinal() + " " + type + " " + at.text();
    message.headers().add(new RecordHeader(LABEL, text.getBytes(StandardCharsets.UTF_8)));
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
}
