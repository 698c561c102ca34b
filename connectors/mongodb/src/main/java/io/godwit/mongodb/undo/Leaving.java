package io.godwit.mongodb.undo;

import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import io.godwit.mongodb.bson.BsonBuffer;
import io.godwit.mongodb.bson.BsonEncoder;
import io.godwit.mongodb.bson.DocumentKey;
import io.godwit.mongodb.bson.DocumentPrint;
import io.godwit.mongodb.bson.UnwritableRecord;
import java.util.ArrayList;
import java.util.List;
import org.bson.RawBsonDocument;

/**
 * A document that a batch is about to leave.
 *
 * @param write its record's place in the batch
 * @param collection where
 * @param key the fields that it is found by
 * @param values a document of these fields
 * @param id the same for all documents of one key, and for no others
 * @param prints what it may be found to be, in the order in which it becomes that
 */
public record Leaving(
    int write,
    String collection,
    List<String> key,
    RawBsonDocument values,
    String id,
    List<String> prints) {

  /**
   * A document that becomes one thing after the other.
   *
   * @param values of the key's fields, in their order
   * @param states the last of which it is to stay
   * @throws UnwritableRecord where a collection cannot hold it
   */
  public static Leaving of(
      int write, String collection, List<String> key, List<Value> values, List<Document> states)
      throws UnwritableRecord {
    BsonBuffer buffer = new BsonBuffer();
    BsonEncoder encoder = new BsonEncoder(buffer);
    List<String> prints = new ArrayList<>(states.size());
    for (Document state : states) {
      buffer.truncate(0);
      encoder.document(state);
      prints.add(DocumentPrint.of(buffer.view(0, buffer.length())));
    }
    return new Leaving(
        write,
        collection,
        key,
        DocumentKey.document(key, values),
        DocumentKey.id(values),
        List.copyOf(prints));
  }
}
