package io.godwit.common.spec;

import io.godwit.common.spec.notation.Default;
import io.godwit.common.spec.notation.Doc;
import io.godwit.common.spec.rule.Allowance;
import io.godwit.common.spec.rule.BrokenRule;
import java.time.Duration;
import java.util.Optional;

/**
 * When a run is held because too many of its records fail: where all fail, it is rarely they that
 * are wrong.
 *
 * @param stopAt how many failures hold the run
 * @param window over which time they are counted, back from now; the whole run where it is empty
 * @param then what becomes of the run
 */
@Doc("When a run is held because too many of its records fail.")
public record FailureBudget(
    @Doc("How many failures hold the run, or which share of the records that have ended.")
        Allowance stopAt,
    @Doc(
            "Over which time failures are counted, back from now, 1s to 7d; over the whole run"
                + " where it is not said.")
        Optional<Duration> window,
    @Doc("What becomes of the run then.") @Default("pause") Then then) {

  /** What becomes of a run that is held. */
  public enum Then {
    /** It waits. */
    @Doc("It waits until godwit resume; godwit run waits with it.")
    PAUSE,
    /** It waits, and nobody waits with it. */
    @Doc("It waits until godwit resume; godwit run ends and says so.")
    STOP
  }

  /** Refuses a time over which nothing can be counted, or not in bounded memory. */
  public FailureBudget {
    if (window.filter(time -> time.toMillis() < 1000 || time.toDays() > 7).isPresent()) {
      throw new BrokenRule("window lies between 1s and 7d", "window");
    }
  }
}
