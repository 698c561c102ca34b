package io.godwit.common.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * Puts names that come in the order of UTF-16, as some services have it, into that of UTF-8. The
 * two differ only where one name has a surrogate and another, equal up to there, a letter from
 * U+E000 on; so names are held back from the first surrogate to the end of what begins alike. What
 * comes in the order of UTF-8 already stays so. For one thread.
 */
final class OrderedByBytes implements Iterator<ObjectFacts> {

  private final Iterator<ObjectFacts> in;
  private final Deque<ObjectFacts> ready = new ArrayDeque<>();
  private Optional<ObjectFacts> ahead = Optional.empty();

  OrderedByBytes(Iterator<ObjectFacts> in) {
    this.in = in;
  }

  /** The start of a name up to where the two orders may differ. */
  static String stem(String name) {
    int at = 0;
    while (at < name.length() && name.charAt(at) < Character.MIN_SURROGATE) {
      at++;
    }
    return name.substring(0, at);
  }

  @Override
  public boolean hasNext() {
    return !ready.isEmpty() || ahead.isPresent() || in.hasNext();
  }

  @Override
  public ObjectFacts next() {
    if (ready.isEmpty()) {
      fill();
    }
    return ready.removeFirst();
  }

  private void fill() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    ObjectFacts first = take();
    int surrogate = surrogate(first.name());
    if (surrogate < 0) {
      ready.add(first);
      return;
    }
    List<ObjectFacts> alike = new ArrayList<>(List.of(first));
    String start = first.name().substring(0, surrogate);
    while (ahead().filter(next -> next.name().startsWith(start)).isPresent()) {
      alike.add(take());
    }
    alike.sort(Comparator.comparing(ObjectFacts::name, NameOrder.NAMES));
    ready.addAll(alike);
  }

  private static int surrogate(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (Character.isSurrogate(name.charAt(i))) {
        return i;
      }
    }
    return -1;
  }

  private Optional<ObjectFacts> ahead() {
    if (ahead.isEmpty() && in.hasNext()) {
      ahead = Optional.of(in.next());
    }
    return ahead;
  }

  private ObjectFacts take() {
    ObjectFacts next = ahead().orElseThrow();
    ahead = Optional.empty();
    return next;
  }
}
