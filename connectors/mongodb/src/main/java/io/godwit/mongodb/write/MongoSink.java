package io.godwit.mongodb.write;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import io.godwit.common.model.Answer;
import io.godwit.common.model.Match;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.Row;
import io.godwit.common.model.Write;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.folding.Folding;
import io.godwit.common.model.schema.Field;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import io.godwit.common.spi.sink.SupportsCautions;
import io.godwit.common.spi.sink.SupportsKeyEquality;
import io.godwit.common.spi.sink.SupportsVerify;
import io.godwit.mongodb.MongoErrors;
import io.godwit.mongodb.bson.BsonBuffer;
import io.godwit.mongodb.bson.BsonEncoder;
import io.godwit.mongodb.bson.DeclaredPlaces;
import io.godwit.mongodb.bson.KeyFilter;
import io.godwit.mongodb.bson.UnwritableRecord;
import io.godwit.mongodb.undo.KeepableSink;
import io.godwit.mongodb.undo.Leaving;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.RawBsonDocument;

/**
 * Replaces documents of a collection by key, or inserts them, in unordered bulk writes. Any thread
 * may write.
 *
 * <p>A bulk write promises no order, so each holds a key once: the first records of all keys go
 * out, then the second ones, and so on. Leaving out all but the last would be cheaper, but whether
 * an earlier one fails would then depend on where the batch was cut.
 *
 * <p>Which records failed is read from the errors by index alone. The summary counts are not to be
 * trusted: servers are known to say that nothing was written when part was.
 */
final class MongoSink
    implements KeepableSink, SupportsCautions, SupportsKeyEquality, SupportsVerify {

  static final int MOST_OPERATIONS = 1_000;
  static final int MOST_BYTES = 8 * 1024 * 1024;
  private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);

  private final MongoDatabase database;
  private final Target target;
  private final MongoErrors errors;
  private final CollectionGuard guard;
  private final CollectionProbe collectionProbe;

  /**
   * What a sink writes to.
   *
   * @param collection its name
   * @param guarded whether it is looked at for alterations
   * @param key the fields that documents are found by
   * @param collations what it compares keys by, beside their bytes
   */
  record Target(String collection, boolean guarded, List<String> key, Collations collations) {

    /** Something that is equal for two keys at least where they find the same document. */
    Object identity(Value value) {
      return collations.none() ? KeyFilter.identity(value) : Folding.of(value);
    }
  }

  MongoSink(MongoDatabase database, Target target, MongoErrors errors, CollectionGuard guard) {
    this.database = database;
    this.target = target;
    this.errors = errors;
    this.guard = guard;
    this.collectionProbe = new CollectionProbe(database, target, errors);
  }

  /** A record on its way: where it stands in the batch, and how its document is found. */
  private record Pending(int index, Document fields, List<Value> key) {}

  @Override
  public List<String> cautions(int table, List<Field> declared, Optional<Set<String>> all) {
    return DeclaredPlaces.cautions(declared);
  }

  @Override
  public Optional<String> unknownEquality() {
    return target.collations().unknown();
  }

  @Override
  public List<Answer> write(List<Write> batch) throws Trouble {
    return write(batch, MOST_IN_DOUBT);
  }

  @Override
  public List<Answer> isolate(List<Write> batch) throws Trouble {
    return write(batch, Integer.MAX_VALUE);
  }

  @Override
  public Witness witness(Optional<Write> accepted, Write refused) throws Trouble {
    return collectionProbe.witness();
  }

  @Override
  public List<Boolean> holds(List<Write> writes) throws Trouble {
    return collectionProbe.holds(writes);
  }

  @Override
  public List<String> key(int table) {
    return target.key();
  }

  @Override
  public List<Match> compare(List<Row> rows) throws Trouble {
    return new CollectionComparison(database, target, errors)
        .of(rows.stream().map(Row::fields).toList());
  }

  @Override
  public List<Leaving> leaving(List<Write> batch) {
    List<Leaving> leaving = new ArrayList<>(batch.size());
    for (int i = 0; i < batch.size(); i++) {
      Document fields = batch.get(i).only();
      try {
        List<Value> key = KeyFilter.of(fields, target.key());
        leaving.add(Leaving.of(i, target.collection(), target.key(), key, List.of(fields)));
      } catch (UnwritableRecord e) {
        // It fails when it is written, and is nowhere then.
      }
    }
    return leaving;
  }

  private List<Answer> write(List<Write> batch, int most) throws Trouble {
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

  private List<Answer> send(List<Write> batch, int most) throws Trouble {
    Answer[] answers = new Answer[batch.size()];
    Arrays.fill(answers, Outcome.Written.WRITTEN);
    Set<String> keyIndexes = guard.seen().keyIndexes(target.key());
    BulkSend out = new BulkSend(database, errors, keyIndexes, answers, most);
    BsonBuffer buffer = new BsonBuffer();
    for (List<Pending> round : rounds(batch, answers)) {
      write(round, buffer, answers, out);
    }
    return List.of(answers);
  }

  /** The records such that no round has a key twice. */
  private List<List<Pending>> rounds(List<Write> batch, Answer[] answers) {
    List<List<Pending>> rounds = new ArrayList<>();
    Map<List<Object>, Integer> seen = new HashMap<>();
    for (int i = 0; i < batch.size(); i++) {
      Document fields = batch.get(i).only();
      try {
        List<Value> key = KeyFilter.of(fields, target.key());
        int round = seen.merge(key.stream().map(target::identity).toList(), 1, Integer::sum) - 1;
        if (round == rounds.size()) {
          rounds.add(new ArrayList<>());
        }
        rounds.get(round).add(new Pending(i, fields, key));
      } catch (UnwritableRecord e) {
        answers[i] = new Outcome.Failed(e.failure());
      }
    }
    return rounds;
  }

  private void write(List<Pending> records, BsonBuffer buffer, Answer[] answers, BulkSend out)
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
        out.send(target.collection(), chunk);
        chunk.clear();
        buffer.truncate(0);
      }
    }
    out.send(target.collection(), chunk);
  }

  private BulkSend.Operation operation(Pending pending, BsonEncoder encoder, BsonBuffer buffer)
      throws UnwritableRecord {
    int from = buffer.length();
    encoder.filter(target.key(), pending.key());
    int middle = buffer.length();
    encoder.document(pending.fields());
    RawBsonDocument filter = buffer.view(from, middle);
    RawBsonDocument document = buffer.view(middle, buffer.length());
    return new BulkSend.Operation(pending.index(), new ReplaceOneModel<>(filter, document, UPSERT));
  }
}
