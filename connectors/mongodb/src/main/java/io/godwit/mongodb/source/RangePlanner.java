package io.godwit.mongodb.source;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.mongodb.bson.RawValue;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.BsonArray;
import org.bson.BsonDocument;

/**
 * Cuts a collection into ranges of ids. The ends are ids that the index holds, never computed ones,
 * so that ids of any type and distribution make ranges of about one size. A collection of up to
 * {@value #WALKED} documents is walked through by its index; a larger one is cut by a sample, whose
 * cost does not grow with it.
 *
 * <p>A document that is put in behind the last id of its bracket after this is not in any range.
 */
final class RangePlanner {

  /** An index gives about a million ids a second. */
  static final long WALKED = 1_000_000;

  private static final int MOST_RANGES = 4096;
  private static final int SAMPLED_OF_RANGE = 20;
  private static final int MOST_SAMPLED = 50_000;

  /** Servers pick at random only below a twentieth, and sort the whole collection above. */
  private static final int SAMPLED_AT_MOST = 25;

  private static final int FILTERED = 1000;
  private static final long CHECK_MILLIS = 5_000;

  private final CollectionLook look;
  private final ChosenCollection collection;
  private final BsonDocument filter;
  private final int perRange;
  private final long walked;

  /**
   * A range, and how many documents of the job it holds, at least about.
   *
   * @param records from 0
   */
  record Planned(IdRange range, long records) {}

  /**
   * A planner of one collection.
   *
   * @param filter of the job, perhaps empty
   * @param perRange how many documents a range covers, about
   * @param walked up to how many documents an index is walked through: {@link #WALKED}
   */
  RangePlanner(
      CollectionLook look,
      ChosenCollection collection,
      BsonDocument filter,
      int perRange,
      long walked) {
    this.look = look;
    this.collection = collection;
    this.filter = filter;
    this.perRange = perRange;
    this.walked = walked;
  }

  /**
   * The ranges in the order of the index; none where the collection is empty.
   *
   * @throws Refused where an id would be in none of them
   */
  List<Planned> plan() throws Trouble {
    Map<IdBracket, RawValue> lasts = lasts();
    long estimate = look.estimate();
    List<Planned> ranges = estimate > walked ? sampled(lasts, estimate) : List.of();
    return ranges.isEmpty()
        ? walk(lasts, (int) Math.max(perRange, estimate / MOST_RANGES))
        : ranges;
  }

  /**
   * The ranges where few documents may be meant: those are no reason to go through all of the ids.
   *
   * @throws Refused where an id would be in none of them
   */
  List<Planned> planFew() throws Trouble {
    if (look.count(filter) > perRange) {
      return plan();
    }
    List<Planned> ranges = new ArrayList<>();
    for (RawValue last : lasts().values()) {
      IdRange all = range(Optional.empty(), last);
      long found = look.count(IdRange.both(all.filter(), filter));
      if (found > 0) {
        ranges.add(new Planned(all, found));
      }
    }
    return ranges;
  }

  private Map<IdBracket, RawValue> lasts() throws Trouble {
    Map<IdBracket, RawValue> lasts = new EnumMap<>(IdBracket.class);
    for (IdBracket bracket : IdBracket.values()) {
      look.last(bracket).ifPresent(id -> lasts.put(bracket, id));
    }
    requireComplete(lasts);
    return lasts;
  }

  private List<Planned> walk(Map<IdBracket, RawValue> lasts, int step) throws Trouble {
    List<Planned> ranges = new ArrayList<>();
    for (Map.Entry<IdBracket, RawValue> bracket : lasts.entrySet()) {
      RawValue last = bracket.getValue();
      Optional<RawValue> after = Optional.empty();
      while (after.isEmpty() || !after.get().equals(last)) {
        IdRange rest = range(after, last);
        RawValue end =
            bracket.getKey().isSingle() ? last : look.id(rest.filter(), step - 1).orElse(last);
        IdRange next = range(after, end);
        ranges.add(new Planned(next, look.count(IdRange.both(next.filter(), filter))));
        after = Optional.of(end);
      }
    }
    return ranges;
  }

  /** None where the server cannot pick documents at random. */
  private List<Planned> sampled(Map<IdBracket, RawValue> lasts, long estimate) throws Trouble {
    long wanted = Math.min(MOST_RANGES, estimate / perRange + 1);
    long size =
        Math.min(Math.min(MOST_SAMPLED, SAMPLED_OF_RANGE * wanted), estimate / SAMPLED_AT_MOST);
    Map<IdBracket, List<RawValue>> sample = new EnumMap<>(IdBracket.class);
    List<RawValue> ids = look.sample((int) size);
    if (ids.isEmpty()) {
      return List.of();
    }
    for (RawValue id : ids) {
      IdBracket.of(id)
          .ifPresent(in -> sample.computeIfAbsent(in, none -> new ArrayList<>()).add(id));
    }
    double share = filter.isEmpty() ? 1 : look.share(filter, FILTERED);
    double each = share * estimate / ids.size();
    List<Planned> ranges = new ArrayList<>();
    for (Map.Entry<IdBracket, RawValue> bracket : lasts.entrySet()) {
      List<RawValue> found = sample.getOrDefault(bracket.getKey(), List.of());
      int cuts = (int) (wanted * found.size() / ids.size());
      ranges.addAll(cut(found, bracket.getValue(), Math.max(1, cuts), each));
    }
    return ranges;
  }

  /** The same id may have been picked twice; a range that holds nothing is none. */
  List<Planned> cut(List<RawValue> sample, RawValue last, int parts, double each) {
    List<Planned> ranges = new ArrayList<>();
    Optional<RawValue> after = Optional.empty();
    long records = Math.round(each * sample.size() / parts);
    for (int i = 1; i < parts; i++) {
      Optional<RawValue> end = Optional.of(sample.get((int) ((long) i * sample.size() / parts)));
      if (!end.equals(after) && !end.get().equals(last)) {
        ranges.add(new Planned(range(after, end.get()), records));
        after = end;
      }
    }
    ranges.add(new Planned(range(after, last), records));
    return ranges;
  }

  private IdRange range(Optional<RawValue> after, RawValue to) {
    return new IdRange(collection.identity(), after, to);
  }

  /**
   * Sees to it that no id is lost because the server orders what it does not compare, which no
   * MongoDB does, but what stands in for one may: looks for an id that is neither above nor below
   * the last one of any bracket. Whatever is put in meanwhile is either. On a server that has to go
   * through all documents for it the look ends in time, and the ends of the index stand for all.
   */
  private void requireComplete(Map<IdBracket, RawValue> lasts) throws Trouble {
    BsonArray covered = new BsonArray();
    for (Map.Entry<IdBracket, RawValue> bracket : lasts.entrySet()) {
      if (bracket.getKey().isSingle()) {
        covered.add(IdRange.compare("$eq", bracket.getValue()));
      } else {
        covered.add(IdRange.compare("$lte", bracket.getValue()));
        covered.add(IdRange.compare("$gt", bracket.getValue()));
      }
    }
    Optional<RawValue> lost =
        covered.isEmpty()
            ? Optional.empty()
            : look.any(IdRange.both(filter, new BsonDocument("$nor", covered)), CHECK_MILLIS);
    List<RawValue> odd = new ArrayList<>(look.ends());
    odd.removeIf(id -> IdBracket.of(id).filter(lasts::containsKey).isPresent());
    lost.ifPresent(odd::add);
    if (!odd.isEmpty()) {
      throw new Refused(
          ErrorCode.SOURCE_FORMAT,
          "the collection "
              + collection.name()
              + " has ids that its server does not compare with the others, such as "
              + odd.getFirst().text()
              + "; give such documents an _id of another type");
    }
  }
}
