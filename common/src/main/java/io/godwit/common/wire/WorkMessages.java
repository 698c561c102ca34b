package io.godwit.common.wire;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Document;
import io.godwit.common.model.Key;
import io.godwit.common.model.Origin;
import io.godwit.common.model.RecordId;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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

  /** As many as surely fit a long, and a hundred million times what a run may come to. */
  private static final int MOST_DIGITS = 18;

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
   * Which record of which run a work message is.
   *
   * @return empty where it was not written by Godwit, whose records have a key and a value
   */
  public static Optional<Identity> identity(ConsumerRecord<byte[], byte[]> message) {
    byte @Nullable [] key = message.key();
    boolean complete = key != null && key.length > 0 && message.value() != null;
    return complete ? identity(message.headers()) : Optional.empty();
  }

  /**
   * Which record of which run a message is about. Anybody may write to a topic, so nothing in a
   * header makes this throw.
   *
   * @return empty where the message was not written by Godwit
   */
  public static Optional<Identity> identity(Headers headers) {
    String text = text(headers, ID);
    int last = text.lastIndexOf('/');
    int middle = text.lastIndexOf('/', last - 1);
    if (middle < 1) {
      return Optional.empty();
    }
    OptionalLong split = number(text, middle + 1, last);
    OptionalLong ordinal = number(text, last + 1, text.length());
    if (split.isEmpty() || ordinal.isEmpty() || split.getAsLong() > Integer.MAX_VALUE) {
      return Optional.empty();
    }
    RecordId id = new RecordId((int) split.getAsLong(), ordinal.getAsLong());
    return Optional.of(new Identity(text.substring(0, middle), id));
  }

  /** The number that these characters spell in ASCII digits; empty where they do not, or above. */
  private static OptionalLong number(String text, int from, int to) {
    if (from >= to || to - from > MOST_DIGITS) {
      return OptionalLong.empty();
    }
    long number = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return OptionalLong.empty();
      }
      number = 10 * number + (c - '0');
    }
    return OptionalLong.of(number);
  }

  /** A header's text; empty where the header is missing or has no value. */
  static String text(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    byte @Nullable [] value = header == null ? null : header.value();
    return value == null ? "" : new String(value, StandardCharsets.UTF_8);
  }

  /** Where a message's record comes from; a unit without a line where the header is missing. */
  public static Origin origin(Headers headers) {
    String text = text(headers, ORIGIN);
    if (text.isEmpty()) {
      return new Origin("unknown", 0);
    }
    int colon = text.lastIndexOf(':');
    OptionalLong line = number(text, colon + 1, text.length());
    return colon < 0 || line.isEmpty()
        ? new Origin(text, 0)
        : new Origin(text.substring(0, colon), line.getAsLong());
  }

  /**
   * The record of a message whose identity is known.
   *
   * @param message with a key and a value
   * @throws IllegalArgumentException where the value is not what {@link DocumentEncoder} writes
   */
  public static DataRecord record(
      ConsumerRecord<byte[], byte[]> message, RecordId id, DocumentDecoder decoder) {
    return record(message, id, decoder.decode(message.value()));
  }

  /** The record of a message whose value cannot be read: all that is known of it but the fields. */
  public static DataRecord blank(ConsumerRecord<byte[], byte[]> message, RecordId id) {
    return record(message, id, Document.empty());
  }

  private static DataRecord record(
      ConsumerRecord<byte[], byte[]> message, RecordId id, Document fields) {
    Key key = new Key(new String(message.key(), StandardCharsets.UTF_8));
    return new DataRecord(id, key, origin(message.headers()), fields);
  }
}
