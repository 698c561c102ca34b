package io.godwit.mongodb.bson;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.json.JsonMode;
import org.bson.json.JsonParseException;
import org.bson.json.JsonWriterSettings;

/**
 * One value as the bytes that a server sent, to be sent back as they are: where a range ends or a
 * reader stopped must be that value and none that is merely printed like it.
 *
 * @param type by which BSON tells it, from 0 to 255
 * @param content its bytes without type and name; not changed by anybody
 */
public record RawValue(int type, byte[] content) {

  private static final BsonDocumentCodec CODEC = new BsonDocumentCodec();
  private static final JsonWriterSettings CANONICAL =
      JsonWriterSettings.builder().outputMode(JsonMode.EXTENDED).build();
  private static final String AS_BYTES = "bson:";
  private static final String FIELD = "v";

  /** How BSON tells a document. */
  private static final int DOCUMENT = 3;

  /** Of a document, its length, the name's end and its own end. */
  private static final int AROUND = Integer.BYTES + 1 + 1 + 1;

  /** The field of a document; empty where it has none of this name. */
  public static Optional<RawValue> find(byte[] document, String name) {
    byte[] wanted = name.getBytes(StandardCharsets.UTF_8);
    try {
      BsonCursor cursor = new BsonCursor(document, 0, document.length);
      cursor.enter();
      for (int type = cursor.int8(); type != 0; type = cursor.int8()) {
        int from = cursor.at();
        int to = cursor.passName();
        int start = cursor.at();
        cursor.pass(type);
        if (Arrays.equals(document, from, to, wanted, 0, wanted.length)) {
          return Optional.of(new RawValue(type, Arrays.copyOfRange(document, start, cursor.at())));
        }
      }
    } catch (UnreadableDocument e) {
      // Servers send whole documents; one that is not has no such field.
    }
    return Optional.empty();
  }

  /**
   * The field that a path of names with points between them leads to, through documents. Where it
   * comes to anything else, a list for instance, that is what it ends with.
   */
  public static Optional<RawValue> at(byte[] document, String path) {
    byte[] at = document;
    Optional<RawValue> found = Optional.empty();
    for (String name : path.split("\\.", -1)) {
      found = find(at, name);
      if (found.isEmpty() || found.get().type() != DOCUMENT) {
        return found;
      }
      at = found.get().content();
    }
    return found;
  }

  /** A value that the driver has a type for. */
  public static RawValue of(BsonValue value) {
    return ofField(new RawBsonDocument(new BsonDocument(FIELD, value), CODEC));
  }

  private static RawValue ofField(RawBsonDocument document) {
    return find(bytes(document), FIELD).orElseThrow();
  }

  /** The bytes of a document; perhaps shared with it, so not to be changed. */
  public static byte[] bytes(RawBsonDocument document) {
    ByteBuffer buffer = document.getByteBuffer().asNIO();
    if (buffer.hasArray()
        && buffer.arrayOffset() == 0
        && buffer.array().length == buffer.remaining()) {
      return buffer.array();
    }
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  /** A document that holds the value under a name. */
  public RawBsonDocument under(String name) {
    byte[] field = name.getBytes(StandardCharsets.UTF_8);
    byte[] document = new byte[AROUND + field.length + content.length];
    for (int i = 0; i < Integer.BYTES; i++) {
      document[i] = (byte) (document.length >>> (Byte.SIZE * i));
    }
    document[Integer.BYTES] = (byte) type;
    System.arraycopy(field, 0, document, Integer.BYTES + 1, field.length);
    System.arraycopy(content, 0, document, AROUND - 1 + field.length, content.length);
    return new RawBsonDocument(document);
  }

  /** As the driver reads it, for messages: a text of it may be another one. */
  public BsonValue read() {
    return Objects.requireNonNull(under(FIELD).get(FIELD));
  }

  /**
   * As text, from which {@link #parse} makes the very same value: canonical Extended JSON where
   * that keeps all of it, else its bytes in base64.
   */
  public String text() {
    RawBsonDocument document = under(FIELD);
    String json = document.toJson(CANONICAL);
    return equals(ofField(RawBsonDocument.parse(json)))
        ? json.substring(json.indexOf(':') + 1, json.length() - 1).strip()
        : AS_BYTES + Base64.getEncoder().encodeToString(bytes(document));
  }

  /**
   * The value of a text.
   *
   * @throws IllegalArgumentException where {@link #text} has not made it
   */
  public static RawValue parse(String text) {
    try {
      return ofField(
          text.startsWith(AS_BYTES)
              ? new RawBsonDocument(Base64.getDecoder().decode(text.substring(AS_BYTES.length())))
              : RawBsonDocument.parse("{\"" + FIELD + "\": " + text + "}"));
    } catch (JsonParseException e) {
      throw new IllegalArgumentException("no value of BSON: " + text, e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RawValue(int otherType, byte[] otherContent)
        && type == otherType
        && Arrays.equals(content, otherContent);
  }

  @Override
  public int hashCode() {
    return 31 * type + Arrays.hashCode(content);
  }

  @Override
  public String toString() {
    return "RawValue[" + type + ", " + HexFormat.of().formatHex(content) + "]";
  }
}
