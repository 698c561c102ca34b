package io.godwit.mongodb.source;

import com.mongodb.MongoException;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import io.godwit.common.model.failure.Trouble;
import io.godwit.mongodb.bson.RawValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.RawBsonDocument;

/**
 * What is asked of a collection before it is read: how much it holds, and single ids of its index.
 *
 * @param collection the collection
 * @param name what messages call it
 */
record CollectionLook(
    MongoCollection<RawBsonDocument> collection, String name, SourceErrors errors) {

  private static final int ASCENDING = 1;
  private static final int DESCENDING = -1;
  private static final long LOOK_SECONDS = 20;
  private static final String COUNT = "n";

  private interface Question<T> extends Supplier<T> {}

  private <T> T ask(Question<T> question) throws Trouble {
    try {
      return question.get();
    } catch (MongoException e) {
      throw errors.planning(e, name);
    }
  }

  /**
   * The highest value of a field among the documents of a filter, as MongoDB orders them; empty
   * where there are none.
   *
   * @param field a name, or a path of names
   */
  Optional<RawValue> highest(String field, BsonDocument filter) throws Trouble {
    return ask(() ->
        Optional.ofNullable(
                collection
                    .find(filter)
                    .sort(new BsonDocument(field, new BsonInt32(DESCENDING)))
                    .projection(new BsonDocument(field, new BsonInt32(1)))
                    .limit(1)
                    .first())
            .flatMap(document -> RawValue.at(RawValue.bytes(document), field)));
  }

  /** How many documents the server believes it has: from its metadata, without looking. */
  long estimate() throws Trouble {
    return ask(collection::estimatedDocumentCount);
  }

  long count(BsonDocument filter) throws Trouble {
    return ask(() -> collection.countDocuments(filter));
  }

  /** The highest id of a bracket; empty where it has none, or the server knows no such type. */
  Optional<RawValue> last(IdBracket bracket) throws Trouble {
    try {
      return id(ids(bracket.filter(), DESCENDING));
    } catch (MongoException e) {
      // Not every service that speaks the protocol knows every type; what has none, holds none.
      if (SourceErrors.isWrongQuery(e)) {
        return Optional.empty();
      }
      throw errors.planning(e, name);
    }
  }

  /** The id that stands so many places behind the first one of a filter; empty where none does. */
  Optional<RawValue> id(BsonDocument filter, int places) throws Trouble {
    return ask(() -> id(ids(filter, ASCENDING).skip(places)));
  }

  /**
   * The id of any document of a filter; empty also where the server does not find one in time.
   *
   * @param patience in milliseconds
   */
  Optional<RawValue> any(BsonDocument filter, long patience) throws Trouble {
    try {
      return id(
          collection
              .find(filter)
              .projection(byId(ASCENDING))
              .maxTime(patience, TimeUnit.MILLISECONDS));
    } catch (MongoException e) {
      if (SourceErrors.isTimeLimit(e) || SourceErrors.isWrongQuery(e)) {
        return Optional.empty();
      }
      throw errors.planning(e, name);
    }
  }

  /** An order, and also what a look needs of a document. */
  private static BsonDocument byId(int order) {
    return new BsonDocument(IdBracket.ID, new BsonInt32(order));
  }

  private FindIterable<RawBsonDocument> ids(BsonDocument filter, int order) {
    return collection.find(filter).sort(byId(order)).projection(byId(ASCENDING));
  }

  private static Optional<RawValue> id(FindIterable<RawBsonDocument> found) {
    return Optional.ofNullable(found.limit(1).first())
        .flatMap(document -> RawValue.find(RawValue.bytes(document), IdBracket.ID));
  }

  /**
   * Ids of documents picked at random, in the order of the index; empty where the server cannot
   * pick. The filter of the job is left aside: a sample behind it would be a scan.
   */
  List<RawValue> sample(int size) throws Trouble {
    List<BsonDocument> stages =
        List.of(
            new BsonDocument("$sample", new BsonDocument("size", new BsonInt32(size))),
            new BsonDocument("$project", byId(ASCENDING)),
            new BsonDocument("$sort", byId(ASCENDING)));
    List<RawValue> ids = new ArrayList<>();
    for (RawBsonDocument document : aggregate(stages).orElse(List.of())) {
      RawValue.find(RawValue.bytes(document), IdBracket.ID).ifPresent(ids::add);
    }
    return ids;
  }

  /** Which part of the documents a filter finds, from 0 to 1, by a look at some of them. */
  double share(BsonDocument filter, int of) throws Trouble {
    List<BsonDocument> stages =
        List.of(
            new BsonDocument("$sample", new BsonDocument("size", new BsonInt32(of))),
            new BsonDocument("$match", filter),
            new BsonDocument("$count", new BsonString(COUNT)));
    Optional<List<RawBsonDocument>> answer = aggregate(stages);
    if (answer.isEmpty()) {
      return 1;
    }
    return answer.get().isEmpty() ? 0 : answer.get().getFirst().getNumber(COUNT).doubleValue() / of;
  }

  /** Empty where the server knows no such stages. */
  private Optional<List<RawBsonDocument>> aggregate(List<BsonDocument> stages) throws Trouble {
    try {
      return Optional.of(collection.aggregate(stages).into(new ArrayList<>()));
    } catch (MongoException e) {
      if (SourceErrors.isUnknown(e)) {
        return Optional.empty();
      }
      throw errors.planning(e, name);
    }
  }

  /**
   * Some of the documents that the job reads; fewer where the server does not find them in time.
   */
  List<RawBsonDocument> some(BsonDocument filter, int most) throws Trouble {
    List<RawBsonDocument> found = new ArrayList<>();
    try {
      collection
          .find(filter)
          .limit(most)
          .maxTime(LOOK_SECONDS, TimeUnit.SECONDS)
          .forEach(found::add);
    } catch (MongoException e) {
      if (!SourceErrors.isTimeLimit(e)) {
        throw errors.planning(e, name);
      }
    }
    return found;
  }

  /** The ids at both ends of the whole index; none where there are no documents. */
  List<RawValue> ends() throws Trouble {
    List<RawValue> ends = new ArrayList<>();
    for (int order : new int[] {ASCENDING, DESCENDING}) {
      ask(() -> id(ids(new BsonDocument(), order))).ifPresent(ends::add);
    }
    return ends;
  }
}
