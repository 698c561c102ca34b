package io.godwit.common.store;

import io.godwit.common.store.ObjectPage.LeftOut;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Pages of a listing whose service gives its own pages, in the order of UTF-8 or of UTF-16. One
 * that goes on where a page has ended goes on with what the service has answered already; one from
 * any other name asks the service to begin there. Any thread may call it.
 */
public final class Listings {

  private static final int REMEMBERED = 8;

  /** A service that lists. */
  public interface Service {

    /**
     * All objects of a prefix from a name on, asked for page by page as they are taken.
     *
     * @param start the name, which may be listed itself or not; empty for all
     */
    Iterator<ObjectFacts> from(String prefix, Optional<String> start);

    /** Why something that is listed is no object that can be read; empty where it is one. */
    Optional<String> noObject(ObjectFacts facts);
  }

  /** Where a page has ended. */
  private record End(String prefix, String last) {}

  private final Service service;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<End, Iterator<ObjectFacts>> unfinished = new LinkedHashMap<>();

  /** None yet. */
  public Listings(Service service) {
    this.service = service;
  }

  /** A page, as {@link ObjectStore#list} has it; what the service throws passes through. */
  public ObjectPage page(String prefix, Optional<String> after, int max) {
    Iterator<ObjectFacts> listing =
        after.flatMap(last -> taken(new End(prefix, last))).orElseGet(() -> begun(prefix, after));
    List<ObjectFacts> page = new ArrayList<>();
    List<LeftOut> leftOut = new ArrayList<>();
    while (page.size() < max && listing.hasNext()) {
      ObjectFacts next = listing.next();
      if (after.filter(last -> NameOrder.NAMES.compare(next.name(), last) <= 0).isPresent()) {
        continue;
      }
      Optional<String> reason = service.noObject(next);
      if (reason.isPresent()) {
        leftOut.add(new LeftOut(next.name(), reason.get()));
      } else {
        page.add(next);
      }
    }
    if (!page.isEmpty()) {
      remember(new End(prefix, page.getLast().name()), listing);
    }
    return new ObjectPage(page, leftOut);
  }

  private Iterator<ObjectFacts> begun(String prefix, Optional<String> after) {
    Optional<String> start = after.map(OrderedByBytes::stem).filter(stem -> !stem.isEmpty());
    return new OrderedByBytes(service.from(prefix, start));
  }

  private Optional<Iterator<ObjectFacts>> taken(End end) {
    lock.lock();
    try {
      return Optional.ofNullable(unfinished.remove(end));
    } finally {
      lock.unlock();
    }
  }

  private void remember(End end, Iterator<ObjectFacts> listing) {
    lock.lock();
    try {
      unfinished.put(end, listing);
      if (unfinished.size() > REMEMBERED) {
        unfinished.remove(unfinished.keySet().iterator().next());
      }
    } finally {
      lock.unlock();
    }
  }
}
