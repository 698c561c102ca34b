package io.godwit.mongodb.lookup;

import com.mongodb.MongoException;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import io.godwit.common.spi.Lookup;
import io.godwit.common.spi.LookupQuery;
import io.godwit.common.spi.ResourceBound;
import io.godwit.common.spi.SupportsBound;
import io.godwit.mongodb.MongoErrors;
import io.godwit.mongodb.bson.BsonBuffer;
import io.godwit.mongodb.bson.BsonDecoder;
import io.godwit.mongodb.bson.BsonEncoder;
import io.godwit.mongodb.bson.KeyFilter;
import io.godwit.mongodb.bson.UnwritableRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.RawBsonDocument;

/**
 * Documents of a collection by one or several of their fields. Any thread may ask.
 *
 * <p>Which key found a document is told by the document's own fields, as MongoDB compares them: a
 * whole number finds a double of the same amount. A field that the document lacks is null in the
 * answer.
 */
final class MongoLookup implements Lookup, SupportsBound {

  private final MongoClient client;
  private final MongoCollection<RawBsonDocument> collection;
  private final LookupQuery query;
  private final MongoErrors errors;
  private final int pool;
  private final String[] names;
  private final BsonDocument projection = new BsonDocument();

  MongoLookup(
      MongoClient client, MongoDatabase database, LookupQuery query, MongoErrors errors, int pool) {
    this.client = client;
    this.collection = database.getCollection(query.table(), RawBsonDocument.class);
    this.query = query;
    this.errors = errors;
    this.pool = pool;
    this.names = query.take().toArray(String[]::new);
    projection.append("_id", new BsonInt32(0));
    Stream.concat(query.columns().stream(), query.take().stream())
        .forEach(field -> projection.append(field, new BsonInt32(1)));
  }

  @Override
  public Map<Value, Document> find(Set<Value> keys) throws Trouble {
    Map<Object, List<Value>> asked = new HashMap<>();
    BsonArray filters = new BsonArray();
    for (Value key : keys) {
      List<Value> parts = parts(key);
      Optional<RawBsonDocument> filter = filter(parts);
      if (filter.isPresent()) {
        List<Value> spellings = asked.computeIfAbsent(identity(parts), any -> new ArrayList<>());
        spellings.add(key);
        if (spellings.size() == 1) {
          filters.add(
              parts.size() == 1 ? filter.get().get(query.columns().getFirst()) : filter.get());
        }
      }
    }
    return filters.isEmpty() ? Map.of() : find(filters, asked);
  }

  private Map<Value, Document> find(BsonArray filters, Map<Object, List<Value>> asked)
      throws Trouble {
    BsonDocument any =
        query.columns().size() == 1
            ? new BsonDocument(query.columns().getFirst(), new BsonDocument("$in", filters))
            : new BsonDocument("$or", filters);
    FindIterable<RawBsonDocument> found = collection.find(any).projection(projection);
    query.hint().ifPresent(found::hintString);
    Map<Value, Document> answer = new HashMap<>();
    try {
      for (RawBsonDocument document : found) {
        byte[] bytes = bytes(document);
        Optional<List<Value>> key = all(bytes, query.columns());
        key.map(parts -> asked.getOrDefault(identity(parts), List.of()))
            .ifPresent(spellings -> {
              Document taken = taken(bytes);
              spellings.forEach(spelling -> answer.put(spelling, taken));
            });
      }
      return answer;
    } catch (MongoException e) {
      throw errors.trouble(e);
    }
  }

  private List<Value> parts(Value key) {
    return query.columns().size() > 1 && key instanceof Value.Array(List<Value> parts)
        ? parts
        : List.of(key);
  }

  /**
   * What finds a key; empty where no document can have it. What MongoDB takes for a pattern or for
   * operators, and arrays, of which it would find an element, are no keys.
   */
  private Optional<RawBsonDocument> filter(List<Value> parts) {
    if (parts.size() != query.columns().size() || !parts.stream().allMatch(MongoLookup::canBeKey)) {
      return Optional.empty();
    }
    BsonBuffer out = new BsonBuffer();
    try {
      new BsonEncoder(out).filter(query.columns(), parts);
      return Optional.of(out.view(0, out.length()));
    } catch (UnwritableRecord noValueOfMongoDb) {
      return Optional.empty();
    }
  }

  private static boolean canBeKey(Value value) {
    return switch (value) {
      case Value.Null ignored -> false;
      case Value.Regex ignored -> false;
      case Value.Foreign ignored -> false;
      case Value.Array ignored -> false;
      case Value.Nested ignored -> false;
      case Value single -> true;
    };
  }

  private static List<Object> identity(List<Value> parts) {
    return parts.stream().map(KeyFilter::identity).toList();
  }

  private static Optional<List<Value>> all(byte[] document, List<String> fields) {
    List<Value> values = new ArrayList<>(fields.size());
    for (String field : fields) {
      Optional<Value> value = BsonDecoder.find(document, field);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      values.add(value.get());
    }
    return Optional.of(values);
  }

  private Document taken(byte[] document) {
    Value[] values = new Value[names.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = BsonDecoder.find(document, names[i]).orElse(Value.Null.NULL);
    }
    return Document.ofShared(names, values);
  }

  private static byte[] bytes(RawBsonDocument document) {
    byte[] bytes = new byte[document.getByteBuffer().remaining()];
    document.getByteBuffer().get(bytes);
    return bytes;
  }

  /** {@inheritDoc} Of its own client, which no sink shares. */
  @Override
  public ResourceBound bound() {
    return new ResourceBound.AtOnce(
        "the connections to "
            + errors.server()
            + " for "
            + query.table()
            + " by "
            + String.join(", ", query.columns()),
        pool);
  }

  @Override
  public void close() {
    client.close();
  }
}
