package io.godwit.mongodb.write;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import io.godwit.common.model.TargetPlan;
import io.godwit.common.model.Task;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.schema.Structure;
import io.godwit.common.model.value.BareTexts;
import io.godwit.common.model.value.Document;
import io.godwit.common.spec.SinkSpec;
import io.godwit.common.spec.rule.UnitName;
import io.godwit.common.spi.Sink;
import io.godwit.common.spi.TableUse;
import io.godwit.common.spi.Target;
import io.godwit.common.spi.sink.JobRun;
import io.godwit.common.spi.sink.LedgerOwner;
import io.godwit.common.spi.sink.PartitionLedger;
import io.godwit.common.spi.sink.PoolUse;
import io.godwit.common.spi.sink.SupportsGone;
import io.godwit.common.spi.sink.SupportsLedger;
import io.godwit.common.spi.sink.SupportsPhases;
import io.godwit.common.spi.sink.SupportsPool;
import io.godwit.common.spi.sink.SupportsUndo;
import io.godwit.mongodb.MongoErrors;
import io.godwit.mongodb.PoolWatch;
import io.godwit.mongodb.bson.UnwritableRecord;
import io.godwit.mongodb.gone.GoneDocuments;
import io.godwit.mongodb.undo.DatabaseUndo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * A MongoDB database and its connections, with a sink for each collection, or for those that the
 * records of a unit go to together. A collection that the job names was checked before, and is
 * guarded; one that takes its name from a file is neither.
 */
final class MongoTarget
    implements Target, SupportsPhases, SupportsPool, SupportsLedger, SupportsUndo, SupportsGone {

  private final MongoClient client;
  private final MongoDatabase database;
  private final List<Described> described;
  private final MongoErrors errors;
  private final PoolWatch watch;
  private final Uses uses;

  /** By collection, so that files of one name in two folders keep the order of their keys. */
  private final ConcurrentMap<List<Named>, Sink> sinks = new ConcurrentHashMap<>();

  /**
   * What a target is opened for.
   *
   * @param loads whether a run loads it: what stands beside a collection that it replaces is then
   *     what is written
   * @param keeps whether what it writes is kept as it was
   */
  record Uses(boolean loads, boolean keeps) {}

  /**
   * What the job says of a collection.
   *
   * @param found what it is, where the job names it
   */
  record Described(CollectionSpec spec, CollectionFacts found) {
    TargetName name() {
      return new TargetName(new UnitName(spec.collection()));
    }
  }

  /** A collection that is written by one of the descriptions. */
  private record Named(Described described, String collection) {}

  /**
   * A database that has answered.
   *
   * @param described the collections, in the order in which rows number them
   */
  MongoTarget(
      MongoClient client,
      MongoDatabase database,
      List<Described> described,
      MongoErrors errors,
      PoolWatch watch,
      Uses uses) {
    this.client = client;
    this.database = database;
    this.described = List.copyOf(described);
    this.errors = errors;
    this.watch = watch;
    this.uses = uses;
  }

  @Override
  public Sink sink(String unit, BareTexts bare) throws Trouble {
    return sink(
        unit, IntStream.range(0, described.size()).mapToObj(i -> new TableUse(i, bare)).toList());
  }

  /**
   * {@inheritDoc}
   *
   * <p>A text stays a string whether it is bare or not: a collection has no types that could say
   * what else it stands for.
   */
  @Override
  public Sink sink(String unit, List<TableUse> tables) throws Trouble {
    try {
      List<Named> named = new ArrayList<>();
      for (TableUse use : tables) {
        Described one = described.get(use.table());
        String collection = one.name().of(unit);
        named.add(
            new Named(one, isBeside(one) ? CollectionReplacement.beside(collection) : collection));
      }
      if (uses.keeps() && !sinks.containsKey(named)) {
        requireKeepable(named);
      }
      return sinks.computeIfAbsent(named, this::sink);
    } catch (UnwritableRecord e) {
      return new NamelessSink(e.failure());
    }
  }

  /**
   * Those that the job names were looked at when the target was opened; of the others only their
   * collations count.
   */
  private void requireKeepable(List<Named> named) throws Trouble {
    try {
      for (Named one : named) {
        if (!one.described().name().isFixed()) {
          Collations.of(CollectionFacts.of(database, one.collection()))
              .requireNone(one.collection());
        }
      }
    } catch (MongoException e) {
      throw errors.trouble(e);
    }
  }

  private Sink sink(List<Named> named) {
    List<GuardedCollection> collections = named.stream().map(this::guarded).toList();
    if (collections.size() == 1) {
      GuardedCollection one = collections.getFirst();
      MongoSink sink = new MongoSink(database, one.target(), errors, one.guard());
      return one.target().guarded() ? new GuardedMongoSink(sink, one.target(), one.guard()) : sink;
    }
    SeveralCollections sink = new SeveralCollections(database, collections, errors);
    boolean guarded = collections.stream().allMatch(one -> one.target().guarded());
    return guarded ? new GuardedCollections(sink, collections) : sink;
  }

  private boolean isBeside(Described described) {
    return uses.loads() && described.spec().write() == SinkSpec.Write.REPLACE;
  }

  /** What stands beside one that is replaced is made by the run, and known when it is written. */
  private GuardedCollection guarded(Named named) {
    CollectionSpec spec = named.described().spec();
    CollectionFacts found = named.described().found();
    CollectionFacts first = isBeside(named.described()) ? CollectionFacts.NOTHING : found;
    MongoSink.Target target =
        new MongoSink.Target(
            named.collection(),
            named.described().name().isFixed(),
            spec.key(),
            Collations.of(found));
    return new GuardedCollection(target, new CollectionGuard(database, target, errors, first));
  }

  /**
   * {@inheritDoc} Collections that take the place of others; else indexes for the run alone, which
   * follow from the job and not from the units.
   */
  @Override
  public TargetPlan plan(List<Structure> units) throws Trouble {
    Described first = described.getFirst();
    if (first.spec().write() == SinkSpec.Write.REPLACE) {
      List<String> names =
          units.stream().map(unit -> first.name().pattern().of(unit.unit())).distinct().toList();
      return replacement().plan(names, UUID.randomUUID().toString());
    }
    return indexes().plan(described.stream().map(Described::spec).toList());
  }

  @Override
  public Optional<String> carryOut(Task task) throws Trouble {
    return task.looksItself() ? replacement().carryOut(task) : indexes().carryOut(task);
  }

  private CollectionReplacement replacement() {
    return new CollectionReplacement(database, errors);
  }

  private TemporaryIndexes indexes() {
    return new TemporaryIndexes(database, errors);
  }

  /** {@inheritDoc} One where its runs can be undone: nothing else here needs any. */
  @Override
  public Optional<PartitionLedger> ledger(LedgerOwner owner) {
    return uses.keeps() ? Optional.of(kept().keeping(owner)) : Optional.empty();
  }

  private DatabaseUndo kept() {
    return new DatabaseUndo(database, errors);
  }

  @Override
  public List<String> forget(String job) throws Trouble {
    return kept().forget(job);
  }

  @Override
  public List<Kept> kept(String job) throws Trouble {
    return kept().kept(job);
  }

  @Override
  public Undone undo(JobRun run, int partitions, Listener listener) throws Trouble {
    return kept().undo(run, partitions, listener);
  }

  @Override
  public List<String> forgetBefore(JobRun run) throws Trouble {
    return kept().forget(run.job(), one -> one.compareTo(run.run()) < 0);
  }

  @Override
  public long forgetRows(String job, Predicate<Document> isMeant, boolean dry) throws Trouble {
    return kept().forgetRows(job, isMeant, dry);
  }

  @Override
  public String place(String unit) {
    return described.getFirst().name().pattern().of(unit);
  }

  /**
   * {@inheritDoc}
   *
   * @throws Refused where keys are compared by a collation, or the run is to be undone: a document
   *     that is deleted here is kept nowhere
   */
  @Override
  public Search search(String unit, BareTexts bare) throws Trouble {
    GoneDocuments documents = gone(unit);
    if (uses.keeps() && documents.spec().acts()) {
      throw new Refused(
          ErrorCode.UNDO_REFUSED,
          "undo: documents that gone deletes or marks are not kept; leave one of the two away");
    }
    try {
      if (!Collations.of(CollectionFacts.of(database, documents.collection())).none()) {
        throw new Refused(
            ErrorCode.GONE_REFUSED,
            "collection "
                + documents.collection()
                + " compares keys by a collation, so the server alone knows which document a key"
                + " finds; leave gone away");
      }
    } catch (MongoException e) {
      throw errors.trouble(e);
    }
    return documents.search();
  }

  @Override
  public void remove(String unit, List<Document> rows, JobRun run) throws Trouble {
    gone(unit).remove(rows);
  }

  private GoneDocuments gone(String unit) {
    Described one = described.getFirst();
    try {
      return new GoneDocuments(
          database, errors, one.name().of(unit), one.spec().key(), one.spec().gone().orElseThrow());
    } catch (UnwritableRecord e) {
      throw new Refused(ErrorCode.GONE_REFUSED, e.failure().message(), e);
    }
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
