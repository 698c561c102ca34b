package io.godwit.testkit.guarantee;

import io.godwit.common.wire.letter.DeadLetters;
import java.util.HashSet;
import java.util.Set;

/**
 * The records that a test has spoilt become dead letters, and no other does: neither a kill nor an
 * outage is ever the fault of a record.
 */
public final class TheSpoiltFail implements Guarantee {

  private final Set<String> waiting;
  private final Set<String> spoilt;
  private final Breaches breaches = new Breaches();

  /**
   * Of a run of which nothing is seen yet.
   *
   * @param spoilt where these records stand, {@code file:line}
   */
  public TheSpoiltFail(Set<String> spoilt) {
    this.spoilt = Set.copyOf(spoilt);
    this.waiting = new HashSet<>(spoilt);
  }

  @Override
  public void see(Seen seen) {
    if (seen instanceof Seen.SetAside(DeadLetters.DeadLetter letter)) {
      String origin = letter.origin().text();
      waiting.remove(origin);
      if (!spoilt.contains(origin)) {
        breaches.add(
            origin
                + " was not spoilt and has failed: "
                + letter.failure().code().id()
                + ", "
                + letter.failure().message());
      }
    }
  }

  @Override
  public void check(FinishedRun run) {
    waiting.stream()
        .sorted()
        .forEach(origin -> breaches.add(origin + " is spoilt and has not failed"));
    breaches.requireNone("the spoilt records fail and no others");
  }
}
