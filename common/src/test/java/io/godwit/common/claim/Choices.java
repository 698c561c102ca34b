package io.godwit.common.claim;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A list of choices, of which the same makes the same happen; and the next list, until all were.
 */
final class Choices {

  private final List<Integer> taken;
  private final List<Integer> among = new ArrayList<>();

  Choices(List<Integer> taken) {
    this.taken = new ArrayList<>(taken);
  }

  /** The choice that is due, from 0; the first where the list has ended. */
  int next(int of) {
    int at = among.size();
    among.add(of);
    if (at == taken.size()) {
      taken.add(0);
    }
    return taken.get(at);
  }

  /** The next list, depth first; empty after the last. */
  Optional<List<Integer>> following() {
    for (int at = among.size() - 1; at >= 0; at--) {
      if (taken.get(at) + 1 < among.get(at)) {
        List<Integer> next = new ArrayList<>(taken.subList(0, at));
        next.add(taken.get(at) + 1);
        return Optional.of(next);
      }
    }
    return Optional.empty();
  }
}
