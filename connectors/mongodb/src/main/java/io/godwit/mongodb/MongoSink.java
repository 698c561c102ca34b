package io.godwit.mongodb;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import io.godwit.common.model.Answer;
import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Folding;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.Trouble;
import io.godwit.common.model.Value;
import io.godwit.common.spi.PoolUse;
import io.godwit.common.spi.Sink;
import io.godwit.common.spi.SupportsBaseline;
import io.godwit.common.spi.SupportsKeyEquality;
import io.godwit.common.spi.SupportsPool;
import io.godwit.common.spi.SupportsRecall;
import io.godwit.common.spi.SupportsWitness;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.bson.RawBsonDocument;

/**
 * Replaces documents by key, or inserts them, in unordered bulk writes. Any thread may write.
 *
 * <p>A bulk write promises no order, so each holds a key once: the first records of all keys go
 * out, then the second ones, and so on. Leaving out all but the last would be cheaper, but whether
 * an earlier one fails would then depend on where the batch was cut.
 *
 * <p>Which records failed is read from the errors by index alone. The summary counts are not to be
 * trusted: servers are known to say that nothing was written when part was.
 */
final class MongoSink
    implements Sink,
        SupportsBaseline,
        SupportsKeyEquality,
        SupportsPool,
        SupportsRecall,
        SupportsWitness {

  private static final int MOST_OPERATIONS = 1_000;
  private static final int MOST_BYTES = 8 * 1024 * 1024;
  private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);

  private final MongoClient client;
  private final MongoDatabase database;
  private final Target target;
  private final MongoErrors errors;
  private final CollectionGuard guard;
  private final PoolWatch watch;
  private final CollectionProbe collectionProbe;

  /**
   * What a sink writes to.
   *
   * @param name the collection
   * @param key the fields that documents are found by
   * @param collations what it compares keys by, beside their bytes
   */
  record Target(TargetName name, List<String> key, Collations collations) {

    /** Something that is equal for two keys at least where they find the same document. */
    Object identity(Value value) {
      return collations.none() ? KeyFilter.identity(value) : Folding.of(value);
    }
  }

  MongoSink(
      MongoClient client,
      MongoDatabase database,
      Target target,
      MongoErrors errors,
      CollectionGuard guard,
      PoolWatch watch) {
    this.client = client;
    this.database = database;
    this.target = target;
    this.errors = errors;
    this.guard = guard;
    this.watch = watch;
    this.collectionProbe = new CollectionProbe(database, target, errors);
  }

  /** A record on its way: where it stands in the batch, and how its document is found. */
  private record Pending(int index, DataRecord record, List<Value> key) {}

  /** Which document a record goes to. */
  private record Place(String collection, List<Object> identity) {}

  @Override
  public Optional<String> unknownEquality() {
    return target.collations().unknown();
  }

  @Override
  public List<Answer> write(List<DataRecord> batch) throws Trouble {
    return write(batch, MOST_IN_DOUBT);
  }

  @Override
  public List<Answer> isolate(List<DataRecord> batch) throws Trouble {
    return write(batch, Integer.MAX_VALUE);
  }

  @Override
  public Witness witness(Optional<DataRecord> accepted, DataRecord refused) throws Trouble {
    return collectionProbe.witness(refused);
  }

  @Override
  public List<Boolean> holds(List<DataRecord> records) throws Trouble {
    return collectionProbe.holds(records);
  }

  private List<Answer> write(List<DataRecord> batch, int most) throws Trouble {
    guard.enter();
    boolean sound = false;
    try {
      List<Answer> answers = send(batch, most);
      guard.leave();
      sound = true;
      return answers;
    } finally {
      if (!sound) {
        guard.doubt();
      }
    }
  }

  private List<Answer> send(List<DataRecord> batch, int most) throws Trouble {
    Answer[] answers = new Answer[batch.size()];
    Arrays.fill(answers, Outcome.Written.WRITTEN);
    Set<String> keyIndexes = guard.seen().keyIndexes(target.key());
    BulkSend out = new BulkSend(database, errors, keyIndexes, answers, most);
    BsonBuffer buffer = new BsonBuffer();
    for (Map<String, List<Pending>> round : rounds(batch, answers)) {
      for (Map.Entry<String, List<Pending>> one : round.entrySet()) {
        write(one.getKey(), one.getValue(), buffer, answers, out);
      }
    }
    return List.of(answers);
  }

  /** The records by collection, so that no round has a key twice. */
  private List<Map<String, List<Pending>>> rounds(List<DataRecord> batch, Answer[] answers) {
    List<Map<String, List<Pending>>> rounds = new ArrayList<>();
    Map<Place, Integer> seen = new HashMap<>();
    for (int i = 0; i < batch.size(); i++) {
      DataRecord record = batch.get(i);
      try {
        String collection = target.name().of(record.origin());
        List<Value> key = KeyFilter.of(record.fields(), target.key());
        Place place = new Place(collection, key.stream().map(target::identity).toList());
        int round = seen.merge(place, 1, Integer::sum) - 1;
        if (round == rounds.size()) {
          rounds.add(new LinkedHashMap<>());
        }
        rounds
            .get(round)
            .computeIfAbsent(collection, name -> new ArrayList<>())
            .add(new Pending(i, record, key));
      } catch (UnwritableRecord e) {
        answers[i] = new Outcome.Failed(e.failure());
      }
    }
    return rounds;
  }

  private void write(
      String collection, List<Pending> records, BsonBuffer buffer, Answer[] answers, BulkSend out)
      throws Trouble {
    BsonEncoder encoder = new BsonEncoder(buffer);
    List<BulkSend.Operation> chunk = new ArrayList<>();
    buffer.truncate(0);
    for (Pending pending : records) {
      int from = buffer.length();
      try {
        chunk.add(operation(pending, encoder, buffer));
      } catch (UnwritableRecord e) {
        buffer.truncate(from);
        answers[pending.index()] = new Outcome.Failed(e.failure());
      }
      if (chunk.size() == MOST_OPERATIONS || buffer.length() >= MOST_BYTES) {
        out.send(collection, chunk);
        chunk.clear();
        buffer.truncate(0);
      }
    }
    out.send(collection, chunk);
  }

  private BulkSend.Operation operation(Pending pending, BsonEncoder encoder, BsonBuffer buffer)
      throws UnwritableRecord {
    int from = buffer.length();
    encoder.filter(target.key(), pending.key());
    int middle = buffer.length();
    encoder.document(pending.record().fields());
    RawBsonDocument filter = buffer.view(from, middle);
    RawBsonDocument document = buffer.view(middle, buffer.length());
    return new BulkSend.Operation(pending.index(), new ReplaceOneModel<>(filter, document, UPSERT));
  }

  @Override
  public String unit() {
    return target.name().pattern();
  }

  @Override
  public SortedMap<String, String> baseline() {
    return guard.seen().facts();
  }

  @Override
  public void restOn(Recorded recorded) throws Trouble {
    guard.restOn(recorded);
  }

  @Override
  public List<String> differences(SortedMap<String, String> recorded) {
    return guard.differencesTo(recorded);
  }

  /** A batch has one connection at a time. */
  @Override
  public int concurrency() {
    return watch.limit();
  }

  @Override
  public PoolUse poolUse() {
    return watch.use();
  }

  /** Closes the connections; what is being written ends with trouble. */
  @Override
  public void close() {
    client.close();
  }
}
