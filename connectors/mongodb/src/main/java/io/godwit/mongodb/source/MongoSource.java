package io.godwit.mongodb.source;

import com.mongodb.client.MongoClient;
import io.godwit.common.model.Plan;
import io.godwit.common.model.Position;
import io.godwit.common.model.Reading;
import io.godwit.common.model.Split;
import io.godwit.common.model.WatermarkRange;
import io.godwit.common.model.WatermarkRange.Reached;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.schema.Inspection;
import io.godwit.common.model.schema.Schema;
import io.godwit.common.model.value.RowBuilder;
import io.godwit.common.spi.Source;
import io.godwit.common.spi.SplitReader;
import io.godwit.common.spi.source.SupportsWatermark;
import io.godwit.mongodb.JobFilter;
import io.godwit.mongodb.MongoAddress;
import io.godwit.mongodb.MongoErrors;
import io.godwit.mongodb.PoolWatch;
import io.godwit.mongodb.bson.RawValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;

/**
 * Collections of one database. Rights to read suffice; no session is needed, and where the server
 * has states of a collection, they are read in.
 *
 * <p><b>A collection that changes.</b> A document that is there from the plan to the end of the run
 * is read exactly once, since ids never change and every range is read in their order. One that is
 * put in or removed meanwhile is read or not; one that is put in behind the last id that the plan
 * has seen, as new ObjectIds are, is not. One that is changed is read as it was at one moment.
 */
final class MongoSource implements Source, SupportsWatermark {

  private static final int SAMPLE = 200;

  private final CollectionsSpec spec;
  private final BsonDocument filter;
  private final MongoClient client;
  private final SourceDatabase database;
  private final SourceErrors errors;
  private final Supplier<RowBuilder> rows;

  private volatile Before before = new Before("", List.of());

  /** What earlier runs have read, and made of it. */
  private record Before(String making, List<Reached> reached) {}

  /** Nothing is asked yet. */
  MongoSource(CollectionsSpec spec, MongoAddress address, Supplier<RowBuilder> rows) {
    this.spec = spec;
    this.filter =
        spec.filter().map(text -> JobFilter.parse(text, "filter")).orElseGet(BsonDocument::new);
    this.client = address.client(new PoolWatch(address.pool()));
    this.errors = new SourceErrors(new MongoErrors(address.server()));
    this.database =
        new SourceDatabase(
            client,
            client.getDatabase(address.database()),
            address.server() + ", database " + address.database(),
            errors);
    this.rows = rows;
  }

  private CollectionChoice choice() throws Trouble {
    return CollectionChoice.of(spec.collections(), database.listed(), database.described());
  }

  private CollectionLook look(ChosenCollection collection) {
    return new CollectionLook(database.collection(collection.name()), collection.name(), errors);
  }

  @Override
  public Inspection inspect() throws Trouble {
    CollectionChoice choice = choice();
    Map<String, Schema> units = new LinkedHashMap<>();
    List<String> remarks = new ArrayList<>(choice.remarks());
    for (ChosenCollection collection : choice.collections()) {
      SampledSchema sample = sample(collection);
      units.put(collection.name(), sample.schema(spec.key()));
      if (sample.isEmpty()) {
        remarks.add(
            filter.isEmpty()
                ? collection.name() + " is empty"
                : collection.name() + " shows no document that source.filter finds");
      }
    }
    return new Inspection(units, remarks);
  }

  private SampledSchema sample(ChosenCollection collection) throws Trouble {
    SampledSchema sample = new SampledSchema();
    DocumentReadings readings = new DocumentReadings(0, collection.name(), spec.key(), rows.get());
    for (RawBsonDocument document : look(collection).some(filter, SAMPLE)) {
      if (readings.of(RawValue.bytes(document), 0) instanceof Reading.Read(var record)) {
        sample.add(record.fields());
      }
    }
    return sample;
  }

  @Override
  public Plan plan() throws Trouble {
    CollectionChoice choice = choice();
    List<Split> splits = new ArrayList<>();
    List<WatermarkRange> ranges = new ArrayList<>();
    for (ChosenCollection collection : choice.collections()) {
      Optional<CollectionWatermark> watermark = watermark(collection);
      Optional<WatermarkRange> range = Optional.empty();
      if (watermark.isPresent()) {
        range =
            Optional.of(watermark.get().next(look(collection), before.making(), before.reached()));
      }
      range.ifPresent(ranges::add);
      add(
          splits,
          collection,
          range.map(one -> new CollectionWatermark.Grown(one.above(), one.upTo())));
    }
    List<String> remarks = new ArrayList<>();
    if (!database.hasSnapshots()) {
      remarks.add(
          "the server keeps no states of a collection to read in (MongoDB 5.0 as a replica set"
              + " does), so a split in which documents come and go meanwhile is not counted");
    }
    ranges.forEach(range -> remarks.add("read of " + range.text()));
    return new Plan(splits, print(choice), remarks, ranges);
  }

  private void add(
      List<Split> splits, ChosenCollection collection, Optional<CollectionWatermark.Grown> grown)
      throws Trouble {
    RangePlanner planner =
        new RangePlanner(
            look(collection),
            collection,
            wanted(collection, grown),
            spec.split(),
            RangePlanner.WALKED);
    boolean few = grown.flatMap(CollectionWatermark.Grown::above).isPresent();
    for (RangePlanner.Planned planned : few ? planner.planFew() : planner.plan()) {
      String range = new SplitRange(planned.range(), grown).text();
      splits.add(new Split(splits.size(), collection.name(), range, planned.records(), true));
    }
  }

  private Optional<CollectionWatermark> watermark(ChosenCollection collection) {
    return spec.watermark()
        .map(field -> new CollectionWatermark(collection, field, spec.overlap(), filter));
  }

  /** What of a collection is read. */
  private BsonDocument wanted(
      ChosenCollection collection, Optional<CollectionWatermark.Grown> grown) {
    return grown
        .flatMap(ends -> watermark(collection).map(mark -> mark.condition(ends)))
        .map(condition -> IdRange.both(filter, condition))
        .orElse(filter);
  }

  @Override
  public void readFrom(String making, List<Reached> reached) {
    before = new Before(making, List.copyOf(reached));
  }

  private String print(CollectionChoice choice) {
    return CollectionPrint.of(database.database().getName(), choice, filter);
  }

  @Override
  public String fingerprint() throws Trouble {
    return print(choice());
  }

  @Override
  public SplitReader read(Split split, Position from) throws Trouble {
    SplitRange range;
    try {
      range = SplitRange.parse(split.range());
    } catch (IllegalArgumentException e) {
      throw new Refused(ErrorCode.SOURCE_CHANGED, String.valueOf(e.getMessage()));
    }
    ChosenCollection planned =
        new ChosenCollection(split.unit(), "collection", range.ids().collection(), true);
    CollectionReads reads =
        new CollectionReads(client, database, split.unit(), wanted(planned, range.grown()), errors);
    reads.requireSame(range.ids());
    DocumentReadings readings =
        new DocumentReadings(split.number(), split.unit(), spec.key(), rows.get());
    return new DocumentReader(reads, range.ids(), readings, from);
  }

  @Override
  public void close() {
    client.close();
  }
}
