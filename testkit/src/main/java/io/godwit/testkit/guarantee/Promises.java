package io.godwit.testkit.guarantee;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The promises that a watched run is held to: the standard ones, those that a test adds, less those
 * that it gives up, each with its reason. Immutable; any thread may ask.
 */
public final class Promises {

  private final List<Supplier<? extends Guarantee>> all;
  private final Map<Class<? extends Guarantee>, String> givenUp;

  private Promises(
      List<Supplier<? extends Guarantee>> all, Map<Class<? extends Guarantee>, String> givenUp) {
    this.all = List.copyOf(all);
    this.givenUp = Map.copyOf(givenUp);
  }

  /** What holds for every run, whatever its source and its target. */
  public static Promises standard() {
    return new Promises(
        List.of(
            PublishedOnce::new, PositionsGoForward::new, OneOutcomeEach::new, OneLetterEach::new),
        Map.of());
  }

  /** Also what holds for the writes at a target that is watched, where a test knows the rows. */
  public Promises ofTarget(TargetRows rows) {
    return with(() -> new WrittenBeforeTold(rows))
        .with(() -> new OnlyRowsOfTheRun(rows))
        .with(() -> new LastRowIsTheRecords(rows));
  }

  /** One more. */
  public Promises with(Supplier<? extends Guarantee> more) {
    List<Supplier<? extends Guarantee>> longer = new ArrayList<>(all);
    longer.add(more);
    return new Promises(longer, givenUp);
  }

  /**
   * All but one.
   *
   * @param why the run cannot keep it; not blank
   * @throws IllegalArgumentException where it is not promised, or no reason is given
   */
  public Promises without(Class<? extends Guarantee> kind, String why) {
    if (why.isBlank()) {
      throw new IllegalArgumentException(kind.getSimpleName() + " is given up without a reason");
    }
    if (make().stream().noneMatch(kind::isInstance)) {
      throw new IllegalArgumentException(
          kind.getSimpleName() + " is not promised, so it cannot be given up");
    }
    Map<Class<? extends Guarantee>, String> more = new LinkedHashMap<>(givenUp);
    more.put(kind, why);
    return new Promises(all, more);
  }

  /** New guarantees, for one run. */
  public List<Guarantee> make() {
    return all.stream()
        .<Guarantee>map(Supplier::get)
        .filter(made -> !givenUp.containsKey(made.getClass()))
        .toList();
  }

  /** What is given up and why, a sentence each, sorted. */
  public List<String> givenUp() {
    return givenUp.entrySet().stream()
        .map(entry -> entry.getKey().getSimpleName() + " is given up: " + entry.getValue())
        .sorted()
        .toList();
  }
}
