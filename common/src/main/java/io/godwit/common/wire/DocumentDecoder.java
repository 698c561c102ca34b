package io.godwit.common.wire;

import io.godwit.common.model.Document;
import io.godwit.common.model.Value;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import tools.jackson.core.JsonParser.NumberType;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.dataformat.cbor.CBORParser;

/**
 * Reads what {@link DocumentEncoder} writes. For one thread at a time: it remembers the field names
 * of the record before, since a topic holds long runs of records with the same names, which then
 * share one array.
 */
public final class DocumentDecoder {

  private String[] lastNames = new String[0];
  private String[] names = new String[32];
  private Value[] values = new Value[32];

  /**
   * The document of a CBOR map.
   *
   * @throws IllegalArgumentException where the bytes are not what the encoder writes
   */
  public Document decode(byte[] bytes) {
    try (CBORParser cbor =
        (CBORParser) CborForm.FACTORY.createParser(ObjectReadContext.empty(), bytes)) {
      if (cbor.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("a work record is a CBOR map");
      }
      return topLevel(cbor);
    } catch (RuntimeException e) {
      // Anything may stand in a topic: parts that are missing, days that no calendar has.
      throw new IllegalArgumentException("the work record cannot be read: " + e.getMessage(), e);
    }
  }

  private Document topLevel(CBORParser cbor) {
    int size = 0;
    for (String name = cbor.nextName(); name != null; name = cbor.nextName()) {
      if (size == names.length) {
        names = Arrays.copyOf(names, size * 2);
        values = Arrays.copyOf(values, size * 2);
      }
      names[size] = name;
      cbor.nextToken();
      values[size++] = value(cbor);
    }
    if (!Arrays.equals(names, 0, size, lastNames, 0, lastNames.length)) {
      lastNames = Arrays.copyOf(names, size);
    }
    Document document = Document.ofShared(lastNames, Arrays.copyOf(values, size));
    // There are as many decoders as partitions: none may hold on to a record of megabytes.
    Arrays.fill(values, 0, size, Value.Null.NULL);
    return document;
  }

  private static Value value(CBORParser cbor) {
    return switch (cbor.currentToken()) {
      case VALUE_STRING -> new Value.Text(cbor.getString());
      case VALUE_NULL -> Value.Null.NULL;
      case VALUE_TRUE -> new Value.Bool(true);
      case VALUE_FALSE -> new Value.Bool(false);
      case VALUE_NUMBER_INT -> integer(cbor);
      case VALUE_NUMBER_FLOAT -> fraction(cbor);
      case VALUE_EMBEDDED_OBJECT -> binary(cbor);
      case START_ARRAY ->
          cbor.getCurrentTag() == CborForm.GENERIC ? generic(cbor) : new Value.Array(array(cbor));
      case START_OBJECT ->
          cbor.getCurrentTag() == CborForm.TAG_EXTENDED_TIME
              ? timestamp(cbor)
              : new Value.Nested(nested(cbor));
      case END_ARRAY, END_OBJECT, PROPERTY_NAME, NOT_AVAILABLE ->
          throw new IllegalArgumentException("unexpected " + cbor.currentToken());
    };
  }

  private static Value integer(CBORParser cbor) {
    if (cbor.getCurrentTag() == CborForm.TAG_DAYS) {
      return new Value.Date(LocalDate.ofEpochDay(cbor.getLongValue()));
    }
    return cbor.getNumberType() == NumberType.INT
        ? new Value.Int32(cbor.getIntValue())
        : new Value.Int64(cbor.getLongValue());
  }

  private static Value fraction(CBORParser cbor) {
    return cbor.getNumberType() == NumberType.BIG_DECIMAL
        ? new Value.Decimal(cbor.getDecimalValue())
        : new Value.Float64(cbor.getDoubleValue());
  }

  private static Value binary(CBORParser cbor) {
    boolean uuid = cbor.getCurrentTag() == CborForm.TAG_UUID;
    byte[] bytes = cbor.getBinaryValue();
    if (!uuid) {
      return new Value.Binary(bytes);
    }
    ByteBuffer halves = ByteBuffer.wrap(bytes);
    return new Value.Uuid(new UUID(halves.getLong(), halves.getLong()));
  }

  private static List<Value> array(CBORParser cbor) {
    List<Value> elements = new ArrayList<>();
    while (cbor.nextToken() != JsonToken.END_ARRAY) {
      elements.add(value(cbor));
    }
    return elements;
  }

  private static Document nested(CBORParser cbor) {
    List<String> fieldNames = new ArrayList<>();
    List<Value> fieldValues = new ArrayList<>();
    for (String name = cbor.nextName(); name != null; name = cbor.nextName()) {
      fieldNames.add(name);
      cbor.nextToken();
      fieldValues.add(value(cbor));
    }
    return Document.ofShared(fieldNames.toArray(String[]::new), fieldValues.toArray(Value[]::new));
  }

  private static Value timestamp(CBORParser cbor) {
    Document parts = nested(cbor);
    return new Value.Timestamp(Instant.ofEpochSecond(whole(parts.value(0)), whole(parts.value(1))));
  }

  private static Value generic(CBORParser cbor) {
    List<Value> parts = array(cbor);
    String type = text(parts.get(0));
    return switch (type) {
      case "decimal128" -> decimal128(ByteBuffer.wrap(bytes(parts.get(1))));
      case "time" -> new Value.Time(LocalTime.ofNanoOfDay(whole(parts.get(1))));
      case "datetime" ->
          new Value.LocalTimestamp(
              LocalDateTime.of(
                  LocalDate.ofEpochDay(whole(parts.get(1))),
                  LocalTime.ofNanoOfDay(whole(parts.get(2)))));
      case "oid" -> new Value.ObjectId(HexFormat.of().formatHex(bytes(parts.get(1))));
      case "regex" -> new Value.Regex(text(parts.get(1)), text(parts.get(2)));
      case "binary" -> new Value.Binary((byte) whole(parts.get(1)), bytes(parts.get(2)));
      default -> throw new IllegalArgumentException("'" + type + "' is no type of a work record");
    };
  }

  private static Value decimal128(ByteBuffer halves) {
    return new Value.Decimal128(halves.getLong(), halves.getLong());
  }

  private static long whole(Value value) {
    if (value instanceof Value.Int64(long l)) {
      return l;
    }
    if (value instanceof Value.Int32(int i)) {
      return i;
    }
    throw new IllegalArgumentException("expected a whole number");
  }

  private static byte[] bytes(Value value) {
    if (value instanceof Value.Binary(byte ignored, byte[] bytes)) {
      return bytes;
    }
    throw new IllegalArgumentException("expected bytes");
  }

  private static String text(Value value) {
    if (value instanceof Value.Text(String text)) {
      return text;
    }
    throw new IllegalArgumentException("expected text");
  }
}
