package io.godwit.mongodb.bson;

import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonType;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;

/** Keys of documents, where a collection compares them by their bytes. */
public final class DocumentKey {

  private static final String FIELD = "v";
  private static final int BYTES = 16;

  private DocumentKey() {}

  /** A document of a key's fields. */
  public static RawBsonDocument document(List<String> names, List<Value> values)
      throws UnwritableRecord {
    BsonBuffer buffer = new BsonBuffer();
    new BsonEncoder(buffer)
        .document(Document.ofShared(names.toArray(String[]::new), values.toArray(Value[]::new)));
    return buffer.view(0, buffer.length());
  }

  /**
   * A text that is the same for two keys if, and only if, they find the same document: numbers of
   * one amount have one, whatever their types.
   */
  public static String id(List<Value> values) throws UnwritableRecord {
    StringBuilder text = new StringBuilder();
    for (Value value : values) {
      append(KeyFilter.identity(value), text);
    }
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(text.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** That of a document; empty where it has no such key. */
  public static Optional<String> id(RawBsonDocument document, List<String> key) {
    byte[] bytes = RawValue.bytes(document);
    List<Value> values = new ArrayList<>(key.size());
    for (String name : key) {
      BsonDecoder.find(bytes, name).ifPresent(values::add);
    }
    try {
      return values.size() == key.size() ? Optional.of(id(values)) : Optional.empty();
    } catch (UnwritableRecord e) {
      return Optional.empty();
    }
  }

  /** With its length, so that no two of them are one text. */
  private static void append(Object identity, StringBuilder text) throws UnwritableRecord {
    String part =
        switch (identity) {
          case Long whole -> "n" + whole;
          case BigDecimal exact -> "d" + exact;
          case Double odd -> "f" + odd;
          case String name -> "s" + name;
          case List<?> parts -> {
            StringBuilder inner = new StringBuilder("l");
            for (Object one : parts) {
              append(one, inner);
            }
            yield inner.toString();
          }
          case Value value ->
              "v"
                  + HexFormat.of()
                      .formatHex(RawValue.bytes(document(List.of(FIELD), List.of(value))));
          default -> throw new IllegalStateException("no part of a key: " + identity.getClass());
        };
    text.append(part.length()).append(':').append(part);
  }

  /** Finds the documents of some keys, by the index over them. */
  public static BsonDocument any(List<String> key, List<RawBsonDocument> values) {
    if (key.size() == 1 && values.stream().allMatch(one -> isPlain(value(one, key)))) {
      BsonArray all = new BsonArray();
      values.forEach(one -> all.add(value(one, key)));
      return new BsonDocument(key.getFirst(), new BsonDocument("$in", all));
    }
    BsonArray any = new BsonArray();
    values.forEach(one -> any.add(same(one)));
    return new BsonDocument("$or", any);
  }

  private static BsonValue value(RawBsonDocument values, List<String> key) {
    return Objects.requireNonNull(values.get(key.getFirst()));
  }

  /** In a list of values these would be taken for a pattern, or for each of their elements. */
  private static boolean isPlain(BsonValue value) {
    return value.getBsonType() != BsonType.REGULAR_EXPRESSION
        && value.getBsonType() != BsonType.ARRAY
        && value.getBsonType() != BsonType.DOCUMENT;
  }

  /** Finds the document of a key. */
  public static BsonDocument same(RawBsonDocument values) {
    BsonDocument filter = new BsonDocument();
    values.forEach((name, value) -> filter.append(name, new BsonDocument("$eq", value)));
    return filter;
  }

  /** A key for people. */
  public static Document shown(RawBsonDocument values) {
    byte[] bytes = RawValue.bytes(values);
    Map<String, Value> shown = new LinkedHashMap<>();
    for (String name : values.keySet()) {
      BsonDecoder.find(bytes, name).ifPresent(value -> shown.put(name, value));
    }
    return Document.of(shown);
  }
}
