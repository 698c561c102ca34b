package io.godwit.common.store.aside;

import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.store.NameOrder;
import io.godwit.common.store.NameRules;
import io.godwit.common.store.ObjectContent;
import io.godwit.common.store.ObjectFacts;
import io.godwit.common.store.ObjectPage;
import io.godwit.common.store.ObjectStore;
import io.godwit.common.store.Opened;
import io.godwit.common.store.PutAnswer;
import io.godwit.common.store.PutTerms;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A store whose service knows one space of names only, in which what begins with {@code .godwit/}
 * is Godwit's own. That is hidden from whoever uses the store, and what is kept aside stands there.
 * It costs no request; a listing that comes to it asks anew behind it.
 *
 * <p>Any thread may call it.
 */
public final class PrefixedAside implements ObjectStore, SupportsAside {

  /** What the names of all that is Godwit's own begin with. */
  public static final String OWN = ".godwit/";

  private static final String UNDO = OWN + "undo/";

  /** Behind all names that Godwit makes there. */
  private static final String BEHIND = OWN + "~";

  private final ObjectStore all;
  private final Copying copying;

  /** Copies within the store, by whole names. */
  @FunctionalInterface
  public interface Copying {

    /**
     * Copies an object with all that is kept with it.
     *
     * @param version that it must have
     * @param over the version that the copy replaces; empty where it stands only where nothing does
     * @return changed where a condition was not met
     */
    Copied copy(String from, String version, String to, Optional<String> over) throws Trouble;
  }

  /**
   * Hides Godwit's own in a store.
   *
   * @param all with all names; closed with this
   */
  public PrefixedAside(ObjectStore all, Copying copying) {
    this.all = all;
    this.copying = copying;
  }

  private static boolean isOwn(String name) {
    return name.startsWith(OWN);
  }

  @Override
  public ObjectPage list(String prefix, Optional<String> after, int max) throws Trouble {
    List<ObjectPage.LeftOut> leftOut = new ArrayList<>();
    Optional<String> behind = after;
    while (true) {
      ObjectPage page = all.list(prefix, behind, max);
      page.leftOut().stream().filter(one -> !isOwn(one.name())).forEach(leftOut::add);
      List<ObjectFacts> objects =
          page.objects().stream().filter(one -> !isOwn(one.name())).toList();
      if (!objects.isEmpty() || page.objects().isEmpty()) {
        return new ObjectPage(objects, leftOut);
      }
      String last = page.objects().getLast().name();
      behind = Optional.of(NameOrder.NAMES.compare(last, BEHIND) < 0 ? BEHIND : last);
    }
  }

  @Override
  public Optional<ObjectFacts> look(String name) throws Trouble {
    return isOwn(name) ? Optional.empty() : all.look(name);
  }

  @Override
  public Opened open(String name, Optional<String> version, long from) throws Trouble {
    return isOwn(name) ? new Opened.Absent() : all.open(name, version, from);
  }

  @Override
  public PutAnswer put(String name, ObjectContent content, PutTerms terms) throws Trouble {
    return isOwn(name) ? new PutAnswer.Unfit(own(name)) : all.put(name, content, terms);
  }

  @Override
  public Optional<ObjectFacts> remove(String name, Optional<String> version) throws Trouble {
    return isOwn(name) ? Optional.empty() : all.remove(name, version);
  }

  @Override
  public Optional<Failure> unfit(String name) {
    return isOwn(name) ? Optional.of(own(name)) : all.unfit(name);
  }

  private static Failure own(String name) {
    return NameRules.failure(name, "begins with " + OWN + ", which is Godwit's own");
  }

  @Override
  public int concurrency() {
    return all.concurrency();
  }

  @Override
  public void close() {
    all.close();
  }

  @Override
  public ObjectStore aside() {
    return new Below(all, UNDO);
  }

  @Override
  public Copied keep(String name, String version, String as) throws Trouble {
    Copied copied = copying.copy(name, version, UNDO + as, Optional.empty());
    boolean stands = copied instanceof Copied.Changed && all.look(UNDO + as).isPresent();
    return stands ? new Copied.Done() : copied;
  }

  @Override
  public Copied putBack(String kept, String name, String over) throws Trouble {
    Optional<ObjectFacts> found = all.look(UNDO + kept);
    return found.isEmpty()
        ? new Copied.Changed()
        : copying.copy(UNDO + kept, found.get().version(), name, Optional.of(over));
  }

  /** The objects whose names begin with a prefix, by what is behind it. */
  private record Below(ObjectStore all, String prefix) implements ObjectStore {

    private ObjectFacts inside(ObjectFacts facts) {
      return new ObjectFacts(
          facts.name().substring(prefix.length()),
          facts.size(),
          facts.modified(),
          facts.version(),
          facts.hash(),
          facts.notes());
    }

    @Override
    public ObjectPage list(String start, Optional<String> after, int max) throws Trouble {
      ObjectPage page = all.list(prefix + start, after.map(prefix::concat), max);
      return new ObjectPage(page.objects().stream().map(this::inside).toList(), page.leftOut());
    }

    @Override
    public Optional<ObjectFacts> look(String name) throws Trouble {
      return all.look(prefix + name).map(this::inside);
    }

    @Override
    public Opened open(String name, Optional<String> version, long from) throws Trouble {
      return switch (all.open(prefix + name, version, from)) {
        case Opened.Found found -> new Opened.Found(inside(found.facts()), found.bytes());
        case Opened.Changed(ObjectFacts now) -> new Opened.Changed(inside(now));
        case Opened.Absent absent -> absent;
        case Opened.Unreadable unreadable -> unreadable;
      };
    }

    @Override
    public PutAnswer put(String name, ObjectContent content, PutTerms terms) throws Trouble {
      return switch (all.put(prefix + name, content, terms)) {
        case PutAnswer.Stored stored ->
            new PutAnswer.Stored(inside(stored.facts()), stored.created());
        case PutAnswer.Taken(ObjectFacts there) -> new PutAnswer.Taken(inside(there));
        case PutAnswer.Unfit unfit -> unfit;
      };
    }

    @Override
    public Optional<ObjectFacts> remove(String name, Optional<String> version) throws Trouble {
      return all.remove(prefix + name, version).map(this::inside);
    }

    @Override
    public Optional<Failure> unfit(String name) {
      return all.unfit(prefix + name);
    }

    @Override
    public int concurrency() {
      return all.concurrency();
    }

    @Override
    public void close() {
      // Closed with the store that it stands in.
    }
  }
}
