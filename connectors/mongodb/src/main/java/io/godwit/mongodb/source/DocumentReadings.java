package io.godwit.mongodb.source;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Origin;
import io.godwit.common.model.Reading;
import io.godwit.common.model.RecordId;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.value.Key;
import io.godwit.common.model.value.RowBuilder;
import io.godwit.common.model.value.Value;
import io.godwit.mongodb.bson.BsonDecoder;
import io.godwit.mongodb.bson.UnreadableDocument;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bson.BsonInvalidOperationException;
import org.bson.BsonSerializationException;
import org.bson.RawBsonDocument;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;

/** Documents as records, or as what could not be read. For one thread. */
final class DocumentReadings {

  private static final int SHOWN_BYTES = 64 << 10;
  private static final JsonWriterSettings SHOWN =
      JsonWriterSettings.builder().outputMode(JsonMode.EXTENDED).maxLength(SHOWN_BYTES).build();

  private final int split;
  private final Origin origin;
  private final List<String> key;
  private final RowBuilder row;
  private final BsonDecoder decoder = new BsonDecoder();

  /**
   * Readings of one split.
   *
   * @param unit the collection
   */
  DocumentReadings(int split, String unit, List<String> key, RowBuilder row) {
    this.split = split;
    this.origin = new Origin(unit, 0);
    this.key = key;
    this.row = row;
  }

  /** What a document is, given as all of its bytes. */
  Reading of(byte[] document, long ordinal) {
    RecordId id = new RecordId(split, ordinal);
    String[] names;
    row.begin();
    try {
      names = decoder.tell(document, row);
    } catch (UnreadableDocument e) {
      return unreadable(id, document, e.failure());
    }
    List<Value> parts = new ArrayList<>(key.size());
    for (String name : key) {
      int place = Arrays.asList(names).indexOf(name);
      if (place < 0 || !identifies(row.value(place))) {
        String what = place < 0 ? "absent" : "null or empty";
        return unreadable(
            id, document, new Failure(ErrorCode.KEY_MISSING, "the key field is " + what, name));
      }
      parts.add(row.value(place));
    }
    return new Reading.Read(new DataRecord(id, Key.of(parts), origin, row.take(names)));
  }

  /** An id may be a document, and whatever else has a text that tells it from the others. */
  private static boolean identifies(Value value) {
    return value != Value.Null.NULL && !Key.display(value).isEmpty();
  }

  private Reading unreadable(RecordId id, byte[] document, Failure failure) {
    return new Reading.Unreadable(id, key(document), origin, shown(document), failure);
  }

  private Optional<Key> key(byte[] document) {
    List<Value> parts =
        key.stream()
            .flatMap(name -> BsonDecoder.find(document, name).stream())
            .filter(DocumentReadings::identifies)
            .toList();
    return parts.size() == key.size() ? Optional.of(Key.of(parts)) : Optional.empty();
  }

  /** As a person can read it where the driver can, since BSON shows nobody anything. */
  private static byte[] shown(byte[] document) {
    try {
      return new RawBsonDocument(document).toJson(SHOWN).getBytes(StandardCharsets.UTF_8);
    } catch (BsonSerializationException | BsonInvalidOperationException e) {
      return Arrays.copyOf(document, Math.min(document.length, SHOWN_BYTES));
    }
  }
}
