package io.godwit.mongodb.source;

import io.godwit.common.model.WatermarkRange;
import io.godwit.common.model.WatermarkRange.Reached;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.mongodb.bson.RawValue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.BsonArray;
import org.bson.BsonDocument;

/**
 * The field by which a run tells what is new in a collection.
 *
 * <p>MongoDB compares a value only with those of its own {@link MarkKind}, so one kind is the
 * mark's. Documents that hold another one, or none, are in no order with it, and are read in every
 * run: to leave them out would lose them.
 *
 * @param collection to be read
 * @param field its name, or a path of names with points between them
 * @param wished how far below what was reached a run begins; empty for what is usual
 * @param filter of the job, perhaps empty
 */
record CollectionWatermark(
    ChosenCollection collection, String field, Optional<Duration> wished, BsonDocument filter) {

  /** Where documents are written within it, none is missed unless the job says otherwise. */
  private static final Duration USUAL_OVERLAP = Duration.ofMinutes(10);

  /**
   * What the next run reads.
   *
   * @param making what the job makes of the documents, which it would read again otherwise
   * @param reached what was read before; what does not fit counts as nothing
   * @throws Refused where the collection's values of the field cannot tell what is new
   */
  WatermarkRange next(CollectionLook look, String making, List<Reached> reached) throws Trouble {
    String scope =
        CollectionPrint.digest(
            List.of(collection.name(), collection.identity(), making, filter.toJson()));
    Optional<Reached> last =
        reached.stream().filter(one -> one.unit().equals(collection.name())).findFirst();
    Optional<String> above =
        last.filter(one -> one.column().equals(field) && one.scope().equals(scope))
            .map(Reached::value);
    Optional<String> upTo =
        highest(look, above.map(MarkKind::parse)).map(MarkKind::text).or(() -> above);
    Grown grown = new Grown(above, upTo);
    List<String> remarks = new ArrayList<>();
    if (above.isPresent() && !overlap(MarkKind.parse(above.get())).isZero()) {
      remarks.add(
          "less an overlap of "
              + seconds(MarkKind.parse(above.get()))
              + " s for documents that were written late");
    }
    others(look, grown).ifPresent(remarks::add);
    if (last.isPresent() && above.isEmpty()) {
      remarks.add(
          "since the collection, the filter, the watermark, the steps or the sink are not those of"
              + " the last run");
    }
    return new WatermarkRange(
        collection.name(), field, scope, above, upTo, String.join(", ", remarks));
  }

  private Optional<String> others(CollectionLook look, Grown grown) throws Trouble {
    long others = look.count(IdRange.both(filter, notOfKind(grown)));
    if (others == 0) {
      return Optional.empty();
    }
    String what = "no " + grown.kind().map(MarkKind::word).orElse("number, date or ObjectId");
    return Optional.of(
        "and those in which it is missing or "
            + what
            + ", in every run: "
            + others
            + (others == 1 ? " document" : " documents")
            + " now");
  }

  /** The highest value of documents that are new; empty where there is none. */
  private Optional<RawValue> highest(CollectionLook look, Optional<RawValue> above) throws Trouble {
    if (above.isPresent()) {
      return highest(look, kind(above.get()), kind(above.get()).above(above.get()));
    }
    Optional<RawValue> highest = Optional.empty();
    for (MarkKind kind : MarkKind.values()) {
      Optional<RawValue> found = highest(look, kind, kind.all());
      if (found.isPresent() && highest.isPresent()) {
        throw refused(
            "holds now "
                + kind(highest.get()).plural()
                + " and now "
                + kind.plural()
                + ", of which none is above another: leave one of them out by filter");
      }
      highest = found.isPresent() ? found : highest;
    }
    return highest;
  }

  private Optional<RawValue> highest(CollectionLook look, MarkKind kind, BsonDocument newer)
      throws Trouble {
    Optional<RawValue> found =
        look.highest(field, IdRange.both(filter, new BsonDocument(field, newer)));
    if (found.isEmpty()) {
      return found;
    }
    if (MarkKind.of(found.get()).filter(kind::equals).isEmpty()) {
      throw refused("holds a list, of which it is not known what is new in it");
    }
    overlap(found.get());
    if (kind.isBeyond(found.get(), Instant.now().plus(Duration.ofDays(1)))) {
      throw refused(
          "has a value that lies in the future, "
              + MarkKind.text(found.get())
              + ": a run up to there would leave out all that is changed before. Correct the"
              + " document, or leave it out by filter");
    }
    return found;
  }

  private MarkKind kind(RawValue value) {
    return MarkKind.of(value).orElseThrow(() -> refused("is no watermark: " + value.text()));
  }

  /** Of what has no time in it there is none. */
  private Duration overlap(RawValue value) {
    MarkKind kind = kind(value);
    if (kind.isOfTime()) {
      return wished.orElse(USUAL_OVERLAP);
    }
    if (wished.filter(span -> !span.isZero()).isPresent()) {
      throw refused("holds numbers, and an overlap is a span of time: leave overlap away");
    }
    return Duration.ZERO;
  }

  private long seconds(RawValue value) {
    return Math.max(1, overlap(value).toSeconds());
  }

  private Refused refused(String why) {
    return new Refused(
        ErrorCode.SOURCE_WATERMARK, "field " + field + " of " + collection.name() + " " + why);
  }

  /** Finds the documents of a range, and those that are in no order with it. */
  BsonDocument condition(Grown grown) {
    BsonDocument others = notOfKind(grown);
    if (grown.upTo().isEmpty()) {
      // Where there was no value yet, none is read: a document that comes later is the next run's.
      return others;
    }
    RawValue upTo = MarkKind.parse(grown.upTo().get());
    BsonDocument range =
        new BsonDocument(
            field,
            grown
                .above()
                .map(MarkKind::parse)
                .map(this::lowered)
                .map(kind(upTo)::above)
                .orElseGet(kind(upTo)::all)
                .append("$lte", upTo.read()));
    return new BsonDocument("$or", new BsonArray(List.of(range, others)));
  }

  private RawValue lowered(RawValue above) {
    return overlap(above).isZero() ? above : kind(above).lowered(above, seconds(above));
  }

  private BsonDocument notOfKind(Grown grown) {
    BsonArray none = new BsonArray();
    for (MarkKind kind : grown.kind().map(List::of).orElse(List.of(MarkKind.values()))) {
      none.add(kind.none(field));
    }
    return none.size() == 1 ? none.getFirst().asDocument() : new BsonDocument("$and", none);
  }

  /**
   * Both ends of what a run reads, as {@link MarkKind#text} spells them.
   *
   * @param above behind which; empty where all is read
   * @param upTo the last one; empty where there was none
   */
  record Grown(Optional<String> above, Optional<String> upTo) {

    /** Of which kind its ends are; empty where there was no value. */
    Optional<MarkKind> kind() {
      return upTo.map(MarkKind::parse).flatMap(MarkKind::of);
    }
  }
}
