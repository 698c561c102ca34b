package io.godwit.mongodb.write;

import com.mongodb.MongoException;
import com.mongodb.client.MongoDatabase;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spi.sink.SupportsBaseline.Recorded;
import io.godwit.mongodb.MongoErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Sees to it that no answer is given of a batch whose collection was altered while it was written.
 * MongoDB has no lock that a writer could take, so a look at the end of each batch, which is also
 * the one before the next, has to do: what a batch wrote into an altered collection stays there,
 * but is not counted, and once the change is undone or accepted the batch is written again.
 *
 * <p>Not seen: what is altered and altered back within one batch, and another collection under the
 * name where the run itself made the first one and no worker has seen both.
 *
 * <p>Any thread may use it.
 */
final class CollectionGuard {

  private final MongoDatabase database;
  private final MongoSink.Target target;
  private final MongoErrors errors;
  private final AtomicReference<Ground> ground;
  private final AtomicReference<Optional<Recorded>> recorded =
      new AtomicReference<>(Optional.empty());

  private final AtomicReference<Seen> seen;

  /**
   * What was found last.
   *
   * @param isSound whether it is held to be as it was when the run began
   */
  private record Seen(CollectionFacts what, boolean isSound) {}

  /**
   * What a run rests on.
   *
   * @param ruled what is recorded
   * @param stands the same, or what the collection was when it was first seen, where it was not
   *     there yet when that was recorded
   */
  private record Ground(SortedMap<String, String> ruled, SortedMap<String, String> stands) {
    static Ground of(SortedMap<String, String> ruled) {
      return new Ground(ruled, ruled);
    }

    Ground seen(SortedMap<String, String> is) {
      return stands.isEmpty() ? new Ground(ruled, is) : this;
    }
  }

  /** The guard of a collection that has just been found so. */
  CollectionGuard(
      MongoDatabase database, MongoSink.Target target, MongoErrors errors, CollectionFacts found) {
    this.database = database;
    this.target = target;
    this.errors = errors;
    this.ground = new AtomicReference<>(Ground.of(found.facts()));
    this.seen = new AtomicReference<>(new Seen(found, false));
  }

  /** What was found last. */
  CollectionFacts seen() {
    return seen.get().what();
  }

  /** Has the collection looked at before the next batch. */
  void doubt() {
    seen.updateAndGet(last -> new Seen(last.what(), false));
  }

  /**
   * Before a batch: looks where it is not known how the last one ended.
   *
   * @throws Trouble {@link ErrorCode#TARGET_ALTERED} until the change is undone or accepted
   */
  void enter() throws Trouble {
    if (!seen.get().isSound()) {
      leave();
    }
  }

  /**
   * After a batch, before anybody hears what became of it.
   *
   * @throws Trouble {@link ErrorCode#TARGET_ALTERED} until the change is undone or accepted
   * @throws Refused {@link ErrorCode#TARGET_REPLACED} where it is another collection
   */
  void leave() throws Trouble {
    if (!target.guarded()) {
      return;
    }
    // Taken before the look: what others see meanwhile is newer than what this look shows.
    Ground known = ground.get();
    CollectionFacts is = look();
    if (seen.get().equals(new Seen(is, true))) {
      return;
    }
    seen.set(new Seen(is, false));
    List<String> stops = stops(known, is);
    if (!stops.isEmpty() && isRuledAnew()) {
      stops = stops(ground.get(), is);
    }
    if (!stops.isEmpty()) {
      throw new Trouble(
          ErrorCode.TARGET_ALTERED, name() + " is not as it was: " + String.join("; ", stops));
    }
    seen.set(new Seen(is, true));
  }

  private CollectionFacts look() throws Trouble {
    try {
      return CollectionFacts.of(database, target.collection());
    } catch (MongoException e) {
      throw errors.trouble(e);
    }
  }

  private List<String> stops(Ground known, CollectionFacts found) {
    SortedMap<String, String> is = found.facts();
    ground.updateAndGet(now -> now.seen(is));
    requireSame(known.stands(), is);
    List<String> stops = new ArrayList<>(differences(known.stands(), is));
    if (!is.isEmpty() && found.keyIndexes(target.key()).isEmpty()) {
      stops.add(
          "no unique index over the key is left, and without it documents would be doubled; it has"
              + " to be made again, since this cannot be accepted");
    }
    return stops;
  }

  /**
   * Refuses another collection of the name.
   *
   * @throws Refused where the two are not views of one collection
   */
  private void requireSame(SortedMap<String, String> was, SortedMap<String, String> is) {
    String before = was.getOrDefault(CollectionFacts.COLLECTION, "");
    String now = is.getOrDefault(CollectionFacts.COLLECTION, before);
    if (!before.equals(now) && !before.isEmpty()) {
      throw new Refused(
          ErrorCode.TARGET_REPLACED,
          "%s is another one (%s) than the run began with (%s)".formatted(name(), now, before));
    }
  }

  /** What may make a document fail, or a key find another document, that did not before. */
  static List<String> differences(SortedMap<String, String> was, SortedMap<String, String> is) {
    if (is.isEmpty() && !was.isEmpty()) {
      return List.of("the collection is gone");
    }
    if (was.isEmpty()) {
      return List.of();
    }
    List<String> found = new ArrayList<>();
    Set<String> names = new TreeSet<>(was.keySet());
    names.addAll(is.keySet());
    names.remove(CollectionFacts.COLLECTION);
    for (String name : names) {
      Optional<String> before = Optional.ofNullable(was.get(name));
      Optional<String> now = Optional.ofNullable(is.get(name));
      if (!before.equals(now) && !(name.startsWith(CollectionFacts.UNIQUE) && isNoNews(was, now))) {
        found.add(
            "%s was %s, is %s".formatted(name, before.orElse("not there"), now.orElse("gone")));
      }
    }
    return found;
  }

  /** An index that is gone refuses nothing any more, and one is the same under another name. */
  private static boolean isNoNews(SortedMap<String, String> was, Optional<String> now) {
    return now.isEmpty() || was.containsValue(now.get());
  }

  /**
   * In what the collection, as it was found last, differs from a record.
   *
   * @throws Refused where it is another collection
   */
  List<String> differencesTo(SortedMap<String, String> ruled) {
    SortedMap<String, String> is = seen().facts();
    requireSame(ruled, is);
    return differences(ruled, is);
  }

  private boolean isRuledAnew() throws Trouble {
    Optional<Recorded> asked = recorded.get();
    return asked.isPresent() && rest(asked.get().newest());
  }

  /** Rests on what the run began with, and on what is accepted later. */
  void restOn(Recorded source) throws Trouble {
    recorded.set(Optional.of(source));
    SortedMap<String, String> newest = source.newest();
    requireSame(newest, seen().facts());
    rest(newest);
    doubt();
  }

  /** Answers whether that is news. */
  private boolean rest(SortedMap<String, String> newest) {
    Ground before = ground.get();
    return !Objects.equals(before.ruled(), newest)
        && ground.compareAndSet(before, Ground.of(newest));
  }

  private String name() {
    return errors.server() + ", collection " + target.collection();
  }
}
