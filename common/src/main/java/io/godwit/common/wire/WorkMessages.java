package io.godwit.common.wire;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Document;
import io.godwit.common.model.Key;
import io.godwit.common.model.Origin;
import io.godwit.common.model.RecordId;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;

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

  private WorkMessages() {}

  /** The message of a record; {@code value} is its encoded fields. */
  public static ProducerRecord<byte[], byte[]> message(
      String topic, String run, DataRecord record, byte[] value) {
    ProducerRecord<byte[], byte[]> message =
        new ProducerRecord<>(topic, record.key().text().getBytes(StandardCharsets.UTF_8), value);
    message.headers().add(new RecordHeader(TYPE, CBOR));
    return identify(message, run, record.id(), record.origin());
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

  /** Which record of which run a message is about. */
  public record Identity(String run, RecordId id) {}

  /**
   * Which record of which run a message is about.
   *
   * @return empty where the message was not written by Godwit
   */
  public static Optional<Identity> identity(Headers headers) {
    Header header = headers.lastHeader(ID);
    if (header == null) {
      return Optional.empty();
    }
    String text = new String(header.value(), StandardCharsets.UTF_8);
    int last = text.lastIndexOf('/');
    int middle = text.lastIndexOf('/', last - 1);
    if (middle < 1) {
      return Optional.empty();
    }
    int split = Integer.parseInt(text, middle + 1, last, 10);
    long ordinal = Long.parseLong(text, last + 1, text.length(), 10);
    return Optional.of(new Identity(text.substring(0, middle), new RecordId(split, ordinal)));
  }

  /** Where a message's record comes from; a unit without a line where the header is missing. */
  public static Origin origin(Headers headers) {
    Header header = headers.lastHeader(ORIGIN);
    if (header == null) {
      return new Origin("unknown", 0);
    }
    String text = new String(header.value(), StandardCharsets.UTF_8);
    int colon = text.lastIndexOf(':');
    for (int i = colon + 1; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return new Origin(text, 0);
      }
    }
    return colon < 0 || colon == text.length() - 1
        ? new Origin(text, 0)
        : new Origin(text.substring(0, colon), Long.parseLong(text, colon + 1, text.length(), 10));
  }

  /** The record of a message whose identity is known. */
  public static DataRecord record(
      ConsumerRecord<byte[], byte[]> message, RecordId id, DocumentDecoder decoder) {
    Document fields = decoder.decode(message.value());
    Key key = new Key(new String(message.key(), StandardCharsets.UTF_8));
    return new DataRecord(id, key, origin(message.headers()), fields);
  }
}
