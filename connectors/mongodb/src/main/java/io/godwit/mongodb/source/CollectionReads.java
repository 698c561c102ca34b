package io.godwit.mongodb.source;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;

/**
 * How the documents of one collection are counted and read, with what the job says and what its
 * errors mean.
 *
 * @param database where it is
 * @param name of the collection
 * @param filter of the job, perhaps empty
 */
record CollectionReads(
    MongoClient client,
    SourceDatabase database,
    String name,
    BsonDocument filter,
    SourceErrors errors) {

  private MongoCollection<RawBsonDocument> collection() {
    return database.collection(name);
  }

  /** What a reader reads in. */
  CollectionState state() throws Trouble {
    if (!database.hasSnapshots()) {
      return unsteady();
    }
    try {
      return CollectionState.steady(client, collection());
    } catch (MongoException e) {
      if (CollectionState.isRefused(e)) {
        return unsteady();
      }
      throw trouble(e);
    }
  }

  CollectionState unsteady() {
    return CollectionState.unsteady(collection());
  }

  /** What the job wants of a range. */
  BsonDocument filtered(BsonDocument range) {
    return IdRange.both(range, filter);
  }

  long count(CollectionState state, BsonDocument wanted) throws Trouble {
    try {
      return state.count(wanted);
    } catch (MongoException e) {
      throw trouble(e);
    }
  }

  /**
   * A cursor over documents in the order of their ids. A server may find it cheaper to go by an
   * index that fits the job's filter and sort what it finds; where that is too much to be sorted,
   * it is told to go by the ids.
   */
  MongoCursor<RawBsonDocument> find(CollectionState state, BsonDocument wanted) throws Trouble {
    try {
      return state.find(wanted, false);
    } catch (MongoException e) {
      if (!SourceErrors.isSortTooLarge(e)) {
        throw trouble(e);
      }
    }
    try {
      return state.find(wanted, true);
    } catch (MongoException e) {
      throw trouble(e);
    }
  }

  Trouble trouble(MongoException e) {
    return errors.reading(e, name);
  }

  /**
   * Refuses another collection than the one that was planned.
   *
   * @throws Refused where it is gone, or another one has its name
   */
  void requireSame(IdRange range) throws Trouble {
    Optional<ChosenCollection> now = database.listed(name);
    if (now.map(ChosenCollection::identity).filter(range.collection()::equals).isEmpty()) {
      throw new Refused(
          ErrorCode.SOURCE_CHANGED,
          "the collection "
              + name
              + (now.isEmpty() ? " is gone" : " is another one than was planned")
              + "; what the run has read of it stays as it is");
    }
  }
}
