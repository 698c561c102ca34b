package io.godwit.mongodb.write;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.godwit.common.model.Difference;
import io.godwit.common.model.Match;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Key;
import io.godwit.common.model.value.Value;
import io.godwit.mongodb.MongoErrors;
import io.godwit.mongodb.bson.BsonBuffer;
import io.godwit.mongodb.bson.BsonDecoder;
import io.godwit.mongodb.bson.BsonEncoder;
import io.godwit.mongodb.bson.KeyFilter;
import io.godwit.mongodb.bson.RawValue;
import io.godwit.mongodb.bson.UnwritableRecord;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;

/**
 * Compares documents with those of a collection, by the bytes that a write would send. Any thread
 * may use it.
 *
 * <p>Many are asked for at once, and what comes back is told apart by its key. Where the collection
 * compares keys by a collation, that is the server's to do, and each is asked for by itself.
 */
record CollectionComparison(MongoDatabase database, MongoSink.Target target, MongoErrors errors) {

  private static final int AT_ONCE = 200;
  private static final String ID = "_id";
  private static final BsonDocumentCodec CODEC = new BsonDocumentCodec();

  /** A document that was written, and the filter that finds it. */
  private record Wanted(int place, List<Object> key, RawBsonDocument filter, RawBsonDocument is) {}

  /** One answer a document, in their order. */
  List<Match> of(List<Document> documents) throws Trouble {
    Match[] matches = new Match[documents.size()];
    List<Wanted> lot = new ArrayList<>();
    for (int i = 0; i < matches.length; i++) {
      try {
        lot.add(wanted(i, documents.get(i)));
      } catch (UnwritableRecord e) {
        matches[i] = new Match.Unclear(e.failure().message());
      }
      if (lot.size() == AT_ONCE || i == matches.length - 1) {
        compare(lot, matches);
        lot.clear();
      }
    }
    return List.of(matches);
  }

  private Wanted wanted(int place, Document document) throws UnwritableRecord {
    BsonBuffer buffer = new BsonBuffer();
    BsonEncoder encoder = new BsonEncoder(buffer);
    List<Value> key = KeyFilter.of(document, target.key());
    encoder.filter(target.key(), key);
    int middle = buffer.length();
    encoder.document(document);
    return new Wanted(
        place,
        key.stream().map(KeyFilter::identity).toList(),
        buffer.view(0, middle),
        buffer.view(middle, buffer.length()));
  }

  private void compare(List<Wanted> lot, Match[] matches) throws Trouble {
    if (lot.isEmpty()) {
      return;
    }
    try {
      if (!target.collations().none()) {
        for (Wanted one : lot) {
          matches[one.place()] = match(one, found(one.filter()));
        }
        return;
      }
      BsonArray any = new BsonArray();
      lot.forEach(one -> any.add(one.filter()));
      Map<List<Object>, List<RawBsonDocument>> byKey = new HashMap<>();
      for (RawBsonDocument found : found(new BsonDocument("$or", any))) {
        byKey.computeIfAbsent(key(found), ignored -> new ArrayList<>(1)).add(found);
      }
      for (Wanted one : lot) {
        matches[one.place()] = match(one, byKey.getOrDefault(one.key(), List.of()));
      }
    } catch (MongoException e) {
      throw errors.trouble(e);
    }
  }

  private List<RawBsonDocument> found(BsonDocument filter) {
    MongoCollection<RawBsonDocument> collection =
        database.getCollection(target.collection(), RawBsonDocument.class);
    return collection.find(filter).into(new ArrayList<>());
  }

  private List<Object> key(RawBsonDocument found) {
    byte[] bytes = bytes(found);
    List<Object> key = new ArrayList<>();
    for (String name : target.key()) {
      key.add(BsonDecoder.find(bytes, name).map(KeyFilter::identity).orElse(""));
    }
    return key;
  }

  private static byte[] bytes(RawBsonDocument document) {
    byte[] bytes = new byte[document.getByteBuffer().remaining()];
    document.getByteBuffer().get(bytes);
    return bytes;
  }

  private Match match(Wanted wanted, List<RawBsonDocument> found) {
    if (found.isEmpty()) {
      return Match.Missing.MISSING;
    }
    if (found.size() > 1) {
      return Match.Doubled.DOUBLED;
    }
    RawBsonDocument there = found.getFirst();
    boolean id = !target.key().contains(ID) && wanted.is().containsKey(ID);
    return rest(wanted.is(), id).equals(rest(there, id))
        ? Match.Equal.EQUAL
        : new Match.Different(differences(wanted.is(), there));
  }

  /**
   * Beside the key, which may stand there as a number of another type: a write does not change it.
   */
  private ByteBuffer rest(RawBsonDocument document, boolean id) {
    BsonDocument rest = new BsonDocument();
    document.forEach((name, value) -> {
      if (!target.key().contains(name) && (id || !name.equals(ID))) {
        rest.append(name, value);
      }
    });
    return new RawBsonDocument(rest, CODEC).getByteBuffer().asNIO();
  }

  private List<Difference> differences(RawBsonDocument wanted, RawBsonDocument found) {
    Set<String> names = new LinkedHashSet<>(wanted.keySet());
    found.keySet().stream()
        .filter(name -> !name.equals(ID) || wanted.containsKey(ID))
        .forEach(names::add);
    target.key().forEach(names::remove);
    byte[] expected = bytes(wanted);
    byte[] there = bytes(found);
    List<Difference> differences = new ArrayList<>();
    for (String name : names) {
      Optional<RawValue> one = RawValue.find(expected, name);
      Optional<RawValue> other = RawValue.find(there, name);
      if (!one.equals(other)) {
        differences.add(new Difference(name, text(expected, name), text(there, name)));
      }
    }
    return differences.isEmpty()
        ? List.of(
            new Difference(
                "order of the fields",
                String.join(", ", wanted.keySet()),
                String.join(", ", found.keySet())))
        : differences;
  }

  /** With the kind of the value, since two numbers of one text may be of two types. */
  private static String text(byte[] document, String name) {
    return BsonDecoder.find(document, name)
        .map(value -> Key.display(value) + " (" + value.getClass().getSimpleName() + ")")
        .orElse("absent");
  }
}
