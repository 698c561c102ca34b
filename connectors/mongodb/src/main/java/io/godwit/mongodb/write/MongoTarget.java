package io.godwit.mongodb.write;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import io.godwit.common.model.BareTexts;
import io.godwit.common.spec.UnitName;
import io.godwit.common.spi.PoolUse;
import io.godwit.common.spi.Sink;
import io.godwit.common.spi.SupportsPool;
import io.godwit.common.spi.Target;
import io.godwit.mongodb.MongoErrors;
import io.godwit.mongodb.PoolWatch;
import io.godwit.mongodb.bson.UnwritableRecord;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * A MongoDB database and its connections, with a sink for each collection. A collection that the
 * job names was checked before, and is guarded; one that takes its name from a file is neither.
 */
final class MongoTarget implements Target, SupportsPool {

  private final MongoClient client;
  private final MongoDatabase database;
  private final CollectionSpec spec;
  private final MongoErrors errors;
  private final CollectionFacts found;
  private final PoolWatch watch;

  /** By collection, so that files of one name in two folders keep the order of their keys. */
  private final ConcurrentMap<String, Sink> sinks = new ConcurrentHashMap<>();

  /**
   * A database that has answered.
   *
   * @param found of the collection where the job names it
   */
  MongoTarget(
      MongoClient client,
      MongoDatabase database,
      CollectionSpec spec,
      MongoErrors errors,
      CollectionFacts found,
      PoolWatch watch) {
    this.client = client;
    this.database = database;
    this.spec = spec;
    this.errors = errors;
    this.found = found;
    this.watch = watch;
  }

  /**
   * {@inheritDoc}
   *
   * <p>A text stays a string whether it is bare or not: a collection has no types that could say
   * what else it stands for.
   */
  @Override
  public Sink sink(String unit, BareTexts bare) {
    TargetName name = new TargetName(new UnitName(spec.collection()));
    try {
      return sinks.computeIfAbsent(name.of(unit), known -> sink(known, name.isFixed()));
    } catch (UnwritableRecord e) {
      return new NamelessSink(e.failure());
    }
  }

  private Sink sink(String collection, boolean guarded) {
    MongoSink.Target target =
        new MongoSink.Target(collection, guarded, spec.key(), Collations.of(found));
    CollectionGuard guard = new CollectionGuard(database, target, errors, found);
    MongoSink sink = new MongoSink(database, target, errors, guard);
    return guarded ? new GuardedMongoSink(sink, target, guard) : sink;
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

  @Override
  public void close() {
    client.close();
  }
}
