package io.godwit.common.wire;

import io.godwit.common.model.Origin;
import io.godwit.common.model.RecordId;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * What Godwit's messages about records have in common: one header in plain text, {@value #LABEL},
 * so that any Kafka tool can tell what a message is:
 *
 * <pre>3 run/split/ordinal media/type file:line</pre>
 *
 * <p>The number is the version of the message ({@link OtherVersion}); of a pack it names the first
 * record. The label itself has one form in all versions, so that everybody knows whose a message is
 * that he cannot read; the first one had no number before it.
 */
public final class WorkMessages {

  /** The header that says which record a message is, and what its value is. */
  public static final String LABEL = "godwit";

  /** How many bytes a message may have. */
  public static final int MOST_BYTES = 20 << 20;

  /** How many the fields of a record may have in it: there is room for the key and the headers. */
  public static final int MOST_FIELDS = MOST_BYTES - (128 << 10);

  /** The type of a value that is CBOR. */
  public static final String CBOR = "application/cbor";

  private static final byte[] NOTHING = {};

  private static final Pattern ENDS_LIKE_A_LINE = Pattern.compile(":\\d+$");

  private WorkMessages() {}

  /** The message of a pack; {@code first} is the first of its records. */
  static ProducerRecord<byte[], byte[]> pack(
      String topic, int partition, String run, RecordId first, Origin at, byte[] value) {
    byte @Nullable [] noKey = null;
    ProducerRecord<byte[], byte[]> message = new ProducerRecord<>(topic, partition, noKey, value);
    return label(message, run, first, CBOR, at);
  }

  /** Adds the header that says which record of which run a message is about. */
  public static ProducerRecord<byte[], byte[]> label(
      ProducerRecord<byte[], byte[]> message, String run, RecordId id, String type, Origin at) {
    String text =
        OtherVersion.CURRENT
            + " "
            + run
            + "/"
            + id.split()
            + "/"
            + id.ordinal()
            + " "
            + type
            + " "
            + place(at);
    message.headers().add(new RecordHeader(LABEL, text.getBytes(StandardCharsets.UTF_8)));
    return message;
  }

  /**
   * The origin as {@link WorkReader#origin} reads it back. A unit without lines whose own name ends
   * like a line gets the line 0, which nothing has.
   */
  private static String place(Origin at) {
    return at.line() == 0 && ENDS_LIKE_A_LINE.matcher(at.unit()).find()
        ? at.unit() + ":0"
        : at.text();
  }

  /** A header's bytes; none where the header is missing or has no value. */
  static byte[] bytes(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    byte @Nullable [] value = header == null ? null : header.value();
    return value == null ? NOTHING : value;
  }

  /** A header's text; empty where the header is missing or has no value. */
  public static String text(Headers headers, String name) {
    return new String(bytes(headers, name), StandardCharsets.UTF_8);
  }
}
