package io.godwit.files.listing;

import io.godwit.common.model.failure.Trouble;
import io.godwit.common.store.ObjectFacts;
import io.godwit.common.store.ObjectPage;
import io.godwit.common.store.ObjectStore;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a store lists, one after the other, of a choice: objects, and what has to be accounted for
 * though it is none. For one thread.
 */
final class Listed {

  private static final int PAGE = 1000;

  private final ObjectStore store;
  private final Choice choice;
  private final Consumer<ObjectPage.LeftOut> passedOver;
  private final Deque<Item> items = new ArrayDeque<>();
  private String after;
  private int read;
  private boolean told;
  private boolean ended;

  /** One thing; its place is where a reader is behind it. */
  sealed interface Item {
    NamePlace place();

    /** An object, which is a record. */
    record Named(NamePlace place, ObjectFacts facts) implements Item {}

    /** One that the choice leaves out; a place that a reader can begin at all the same. */
    record Other(NamePlace place) implements Item {}

    /** What should be an object, and is a failed record. */
    record Lost(NamePlace place, ObjectPage.LeftOut what) implements Item {}
  }

  /**
   * A listing.
   *
   * @param from where it begins
   * @param passedOver is told what the store leaves out by its rules
   */
  Listed(
      ObjectStore store, Choice choice, NamePlace from, Consumer<ObjectPage.LeftOut> passedOver) {
    this.store = store;
    this.choice = choice;
    this.passedOver = passedOver;
    this.after = from.behind();
    this.read = from.nameless();
  }

  /** The next; empty at the end. */
  Optional<Item> next() throws Trouble {
    while (items.isEmpty() && !ended) {
      page();
    }
    return Optional.ofNullable(items.poll());
  }

  private void page() throws Trouble {
    ObjectPage page =
        store.list(choice.prefix(), Optional.of(after).filter(name -> !name.isEmpty()), PAGE);
    List<ObjectPage.LeftOut> lost = new ArrayList<>();
    for (ObjectPage.LeftOut one : page.leftOut()) {
      if (one.failure().isPresent()) {
        lost.add(one);
      } else if (!told || !one.behind().equals(after)) {
        passedOver.accept(one);
      }
    }
    int next = addLost(lost, 0);
    for (ObjectFacts object : page.objects()) {
      after = object.name();
      read = 0;
      NamePlace place = new NamePlace(after, 0);
      items.add(choice.takes(object) ? new Item.Named(place, object) : new Item.Other(place));
      next = addLost(lost, next);
    }
    told = page.leftOut().stream().anyMatch(one -> one.behind().equals(after));
    ended = page.objects().isEmpty();
  }

  /**
   * Those behind the last object, without the ones that were read before: a page that begins behind
   * an object has them again. Answers the first that stands elsewhere.
   */
  private int addLost(List<ObjectPage.LeftOut> lost, int from) {
    int next = from;
    while (next < lost.size() && lost.get(next).behind().equals(after)) {
      next++;
      if (next - from > read) {
        read++;
        items.add(new Item.Lost(new NamePlace(after, read), lost.get(next - 1)));
      }
    }
    return next;
  }
}
