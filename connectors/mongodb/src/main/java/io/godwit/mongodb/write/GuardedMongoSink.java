package io.godwit.mongodb.write;

import io.godwit.common.model.Answer;
import io.godwit.common.model.Match;
import io.godwit.common.model.Row;
import io.godwit.common.model.Write;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.schema.Field;
import io.godwit.common.spi.sink.SupportsBaseline;
import io.godwit.common.spi.sink.SupportsCautions;
import io.godwit.common.spi.sink.SupportsKeyEquality;
import io.godwit.common.spi.sink.SupportsVerify;
import io.godwit.mongodb.bson.DeclaredPlaces;
import io.godwit.mongodb.undo.KeepableSink;
import io.godwit.mongodb.undo.Leaving;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * A {@link MongoSink} whose collection the job names, so that there is a baseline. What a sink
 * supports is told by its type, so the two are two types.
 *
 * @param guard of the collection
 */
record GuardedMongoSink(MongoSink sink, MongoSink.Target target, CollectionGuard guard)
    implements KeepableSink,
        SupportsBaseline,
        SupportsCautions,
        SupportsKeyEquality,
        SupportsVerify {

  @Override
  public List<Leaving> leaving(List<Write> batch) {
    return sink.leaving(batch);
  }

  @Override
  public List<Answer> write(List<Write> batch) throws Trouble {
    return sink.write(batch);
  }

  @Override
  public List<Answer> isolate(List<Write> batch) throws Trouble {
    return sink.isolate(batch);
  }

  @Override
  public Witness witness(Optional<Write> accepted, Write refused) throws Trouble {
    return sink.witness(accepted, refused);
  }

  @Override
  public List<Boolean> holds(List<Write> writes) throws Trouble {
    return sink.holds(writes);
  }

  @Override
  public List<String> key(int table) {
    return sink.key(table);
  }

  @Override
  public List<Match> compare(List<Row> rows) throws Trouble {
    return sink.compare(rows);
  }

  @Override
  public List<String> cautions(int table, List<Field> declared, Optional<Set<String>> all) {
    return DeclaredPlaces.cautions(declared);
  }

  @Override
  public Optional<String> unknownEquality() {
    return sink.unknownEquality();
  }

  @Override
  public String unit() {
    return target.collection();
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
}
