package io.godwit.worker.step.bounds;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.values.CelByteString;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one evaluation of an expression may still make and do. CEL tells it the value of each part
 * as soon as there is one, arguments before their call; it throws where a bound is passed.
 *
 * <p>Three bounds: what one value weighs, what all values that were made weigh together (they may
 * all be alive at once), and the work, in characters and elements looked at.
 *
 * <p>For one evaluation on one thread.
 */
public final class EvaluationBudget {

  /** Four values of the largest kind: enough to take a text apart and put it together again. */
  private static final long MOST_MADE = 4L * Weight.MOST;

  /** Some seconds of a processor. */
  private static final long MOST_WORK = 1L << 29;

  /** The work of going through one part of an expression. */
  private static final int PART = 16;

  /** Characters that are gone through in a step of work. */
  private static final int PER_WORK = 4;

  /** Steps of work for a unit of weight of a list or map that is gone through. */
  private static final int WALK = 2;

  private final WatchedParts watchedParts;
  private final Object[][] given;
  private long made;
  private long work;

  /** The whole allowance, for one evaluation. */
  public EvaluationBudget(WatchedParts watchedParts) {
    this.watchedParts = watchedParts;
    this.given = new Object[watchedParts.calls()][];
  }

  /**
   * Takes note of the value of a part.
   *
   * @throws TooMuch where a bound is passed, or would be by the call that is next
   */
  public void spend(CelExpr part, Object value) {
    try {
      work(PART);
      note(part, value);
    } catch (TooMuch e) {
      throw e.place() == 0 ? new TooMuch(String.valueOf(e.getMessage()), part.id()) : e;
    }
    if (given.length > 0) {
      watchedParts.argument(part.id()).ifPresent(argument -> take(argument, value));
    }
  }

  /**
   * Takes note of work that is about to be done.
   *
   * @param amount in steps of about a nanosecond
   * @throws TooMuch where it is more than an evaluation may do
   */
  void work(long amount) {
    work += amount;
    if (work > MOST_WORK || amount > MOST_WORK) {
      throw new TooMuch(
          "it takes more work than one record may cost; make the expression simpler, or the record"
              + " smaller");
    }
  }

  private void note(CelExpr part, Object value) {
    switch (value) {
      case String text -> {
        work(text.length() / PER_WORK);
        make(part, text.length(), "a text of ");
      }
      case CelByteString bytes -> make(part, bytes.size(), "bytes of ");
      case List<?> list -> hold(part, list);
      case Map<?, ?> map -> hold(part, map);
      case Optional<?> optional -> hold(part, optional);
      default -> {}
    }
  }

  private void hold(CelExpr part, Object holder) {
    if (watchedParts.makes(part.id())) {
      long weight = walk(holder);
      if (weight == Long.MAX_VALUE) {
        throw new TooMuch("a list of more than " + Weight.DEEPEST + " levels");
      }
      make(part, weight, "a list or document of at least ");
    }
  }

  /** Weighs a list or map, which costs about as much as converting or comparing it. */
  long walk(Object holder) {
    long weight = Weight.ofMade(holder);
    work(WALK * Math.min(weight, Weight.MOST));
    return weight;
  }

  private void make(CelExpr part, long weight, String what) {
    if (!watchedParts.makes(part.id())) {
      return;
    }
    Growth.refuseValue(weight, () -> what + Weight.text(weight));
    made += weight;
    if (made > MOST_MADE) {
      throw new TooMuch(
          "the values made on the way have more than "
              + Weight.text(MOST_MADE)
              + " together; compute it in several set steps");
    }
  }

  private void take(WatchedParts.Argument argument, Object value) {
    WatchedParts.Call call = argument.of();
    if (argument.index() == 0) {
      given[call.number()] = new Object[call.size()];
    }
    Object[] arguments = given[call.number()];
    arguments[argument.index()] = value;
    if (argument.index() == call.size() - 1) {
      try {
        Growth.look(call.function(), arguments, this);
      } catch (TooMuch e) {
        throw new TooMuch(String.valueOf(e.getMessage()), call.place());
      }
    }
  }
}
