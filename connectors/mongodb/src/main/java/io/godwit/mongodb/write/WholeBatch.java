package io.godwit.mongodb.write;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.WriteModel;
import io.godwit.common.model.Answer;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.Write;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.failure.Trouble;
import io.godwit.mongodb.MongoErrors;
import io.godwit.mongodb.bson.BsonBuffer;
import io.godwit.mongodb.bson.BsonEncoder;
import io.godwit.mongodb.bson.UnwritableRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;

/**
 * One batch of {@link SeveralCollections}: in rounds of which each holds a document once, and each
 * round in the order early documents, last documents, marks. For one thread.
 */
final class WholeBatch {

  private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);
  private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);

  private final MongoDatabase database;
  private final List<GuardedCollection> collections;
  private final MongoErrors errors;
  private final Answer[] answers;
  private final int most;

  /**
   * Nothing is written yet.
   *
   * @param writes how many there are
   * @param most so many are refused for unknown reasons, and none taken, before it gives up
   */
  WholeBatch(
      MongoDatabase database,
      List<GuardedCollection> collections,
      MongoErrors errors,
      int writes,
      int most) {
    this.database = database;
    this.collections = collections;
    this.errors = errors;
    this.answers = new Answer[writes];
    this.most = most;
    Arrays.fill(answers, Outcome.Written.WRITTEN);
  }

  List<Answer> write(List<Write> batch) throws Trouble {
    for (List<StagedDocument.Whole> round : rounds(batch)) {
      write(round, StagedDocument.Whole::early, this::insert);
      write(round.stream().filter(this::isGoing).toList(), StagedDocument.Whole::last, this::put);
      settle(round);
    }
    return List.of(answers);
  }

  private boolean isGoing(StagedDocument.Whole record) {
    return answers[record.index()] instanceof Outcome.Written;
  }

  private List<List<StagedDocument.Whole>> rounds(List<Write> batch) {
    List<List<StagedDocument.Whole>> rounds = new ArrayList<>();
    Map<Object, Integer> seen = new HashMap<>();
    for (int i = 0; i < batch.size(); i++) {
      try {
        StagedDocument.Whole record = StagedDocument.of(i, batch.get(i), collections);
        int round = 0;
        for (StagedDocument document : record.documents()) {
          round = Math.max(round, seen.getOrDefault(document.identity(), 0));
        }
        for (StagedDocument document : record.documents()) {
          seen.put(document.identity(), round + 1);
        }
        while (rounds.size() <= round) {
          rounds.add(new ArrayList<>());
        }
        rounds.get(round).add(record);
      } catch (UnwritableRecord e) {
        answers[i] = new Outcome.Failed(e.failure());
      }
    }
    return rounds;
  }

  /** How the documents of one collection are written, and what is said of each. */
  private interface Sending {
    void send(int table, List<StagedDocument> documents) throws Trouble;
  }

  private void write(
      List<StagedDocument.Whole> records,
      Function<StagedDocument.Whole, List<StagedDocument>> which,
      Sending sending)
      throws Trouble {
    for (int table = 0; table < collections.size(); table++) {
      List<StagedDocument> documents = new ArrayList<>();
      for (StagedDocument.Whole record : records) {
        for (StagedDocument document : which.apply(record)) {
          if (document.table() == table) {
            documents.add(document);
          }
        }
      }
      if (!documents.isEmpty()) {
        sending.send(table, documents);
      }
    }
  }

  private void insert(int table, List<StagedDocument> documents) throws Trouble {
    Answer[] said = send(table, documents, Set.of(), this::insertion);
    for (int i = 0; i < said.length; i++) {
      StagedDocument document = documents.get(i);
      boolean clash =
          said[i] instanceof Outcome.Failed failed
              && failed.failure().code() == ErrorCode.TARGET_CONSTRAINT;
      if (said[i] instanceof Outcome.Written) {
        document.madeHere();
      } else {
        refuse(document, clash ? meet(document, said[i]) : said[i]);
      }
    }
  }

  private void put(int table, List<StagedDocument> documents) throws Trouble {
    CollectionGuard guard = collections.get(table).guard();
    Set<String> keyIndexes = guard.seen().keyIndexes(key(table));
    Answer[] said = send(table, documents, keyIndexes, this::replacement);
    for (int i = 0; i < said.length; i++) {
      refuse(documents.get(i), said[i]);
    }
  }

  private void refuse(StagedDocument document, Answer answer) {
    if (!(answer instanceof Outcome.Written)
        && answers[document.record()] instanceof Outcome.Written) {
      answers[document.record()] = answer;
    }
  }

  /** How a model is made of a document in a buffer. */
  private interface Encoding {
    WriteModel<RawBsonDocument> of(StagedDocument document, BsonBuffer buffer)
        throws UnwritableRecord;
  }

  private Answer[] send(
      int table, List<StagedDocument> documents, Set<String> keyIndexes, Encoding encoding)
      throws Trouble {
    Answer[] said = new Answer[documents.size()];
    Arrays.fill(said, Outcome.Written.WRITTEN);
    BulkSend out = new BulkSend(database, errors, keyIndexes, said, most);
    BsonBuffer buffer = new BsonBuffer();
    List<BulkSend.Operation> chunk = new ArrayList<>();
    for (int i = 0; i < said.length; i++) {
      int from = buffer.length();
      try {
        chunk.add(new BulkSend.Operation(i, encoding.of(documents.get(i), buffer)));
      } catch (UnwritableRecord e) {
        buffer.truncate(from);
        said[i] = new Outcome.Failed(e.failure());
      }
      if (chunk.size() == MongoSink.MOST_OPERATIONS || buffer.length() >= MongoSink.MOST_BYTES) {
        out.send(name(table), chunk);
        chunk.clear();
        buffer.truncate(0);
      }
    }
    out.send(name(table), chunk);
    return said;
  }

  private WriteModel<RawBsonDocument> insertion(StagedDocument document, BsonBuffer buffer)
      throws UnwritableRecord {
    int from = buffer.length();
    new BsonEncoder(buffer).document(document.mark().on(document.fields()));
    return new InsertOneModel<>(buffer.view(from, buffer.length()));
  }

  private WriteModel<RawBsonDocument> replacement(StagedDocument document, BsonBuffer buffer)
      throws UnwritableRecord {
    BsonEncoder encoder = new BsonEncoder(buffer);
    int from = buffer.length();
    encoder.filter(key(document.table()), document.key());
    int middle = buffer.length();
    encoder.document(document.fields());
    return new ReplaceOneModel<>(
        buffer.view(from, middle), buffer.view(middle, buffer.length()), UPSERT);
  }

  /** What is there under the key of a document that was not taken, and what follows from it. */
  private Answer meet(StagedDocument document, Answer refusal) throws Trouble {
    BsonBuffer buffer = new BsonBuffer();
    BsonEncoder encoder = new BsonEncoder(buffer);
    try {
      encoder.filter(key(document.table()), document.key());
      int middle = buffer.length();
      encoder.document(document.fields());
      RawBsonDocument wanted = buffer.view(middle, buffer.length());
      Optional<RawBsonDocument> found =
          Optional.ofNullable(
              database
                  .getCollection(name(document.table()), RawBsonDocument.class)
                  .find(buffer.view(0, middle))
                  .first());
      return found.isPresent() ? meet(document, wanted, found.get()) : refusal;
    } catch (UnwritableRecord e) {
      return new Outcome.Failed(e.failure());
    } catch (MongoException e) {
      throw errors.trouble(e);
    }
  }

  private Answer meet(StagedDocument document, RawBsonDocument wanted, RawBsonDocument found)
      throws Trouble {
    BsonValue mark = found.get(Mark.FIELD);
    if (mark == null) {
      return CollectionProbe.isSame(wanted, found)
          ? Outcome.Written.WRITTEN
          : new Outcome.Failed(
              new Failure(
                  ErrorCode.TARGET_CONSTRAINT,
                  "collection "
                      + name(document.table())
                      + " holds a document of this key with other values. Of the documents of one"
                      + " record only the last may change what is there: a change of another could"
                      + " not be taken back",
                  key(document.table()).getFirst()));
    }
    if (mark.isString() && mark.asString().getValue().equals(document.mark().record())) {
      // An earlier attempt has made it, from the same record by the same job.
      document.madeHere();
      return Outcome.Written.WRITTEN;
    }
    throw new Trouble(
        ErrorCode.TARGET_CONFLICT,
        "%s, collection %s: a document that is needed is still marked by another record (%s: %s)."
                .formatted(errors.server(), name(document.table()), Mark.FIELD, mark)
            + " It waits for that one to be whole; where a run was given up in between, delete the"
            + " documents that have this field");
  }

  /** Takes marks off what is whole, and takes back what is not. */
  private void settle(List<StagedDocument.Whole> round) throws Trouble {
    for (int table = 0; table < collections.size(); table++) {
      BsonBuffer buffer = new BsonBuffer();
      List<WriteModel<RawBsonDocument>> models = new ArrayList<>();
      for (StagedDocument.Whole record : round) {
        for (StagedDocument document : record.early()) {
          if (document.table() == table && document.isMadeHere()) {
            RawBsonDocument filter = marked(document, buffer);
            models.add(
                isGoing(record)
                    ? new UpdateOneModel<>(filter, noMark())
                    : new DeleteOneModel<>(filter));
          }
        }
      }
      send(table, models);
    }
  }

  private static BsonDocument noMark() {
    return new BsonDocument("$unset", new BsonDocument(Mark.FIELD, new BsonString("")));
  }

  private RawBsonDocument marked(StagedDocument document, BsonBuffer buffer) {
    int from = buffer.length();
    try {
      new BsonEncoder(buffer)
          .filter(Mark.names(key(document.table())), document.mark().values(document.key()));
    } catch (UnwritableRecord e) {
      throw new IllegalStateException("what was written by its key has a key", e);
    }
    return buffer.view(from, buffer.length());
  }

  private void send(int table, List<WriteModel<RawBsonDocument>> models) throws Trouble {
    if (models.isEmpty()) {
      return;
    }
    try {
      database.getCollection(name(table), RawBsonDocument.class).bulkWrite(models, UNORDERED);
    } catch (MongoBulkWriteException e) {
      throw e.getWriteErrors().isEmpty()
          ? errors.trouble(e)
          : errors.trouble(e.getWriteErrors().getFirst());
    } catch (MongoException e) {
      throw errors.trouble(e);
    }
  }

  private List<String> key(int table) {
    return collections.get(table).target().key();
  }

  private String name(int table) {
    return collections.get(table).target().collection();
  }
}
