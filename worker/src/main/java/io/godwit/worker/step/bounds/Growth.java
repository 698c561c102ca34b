package io.godwit.worker.step.bounds;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What a call would make or cost, told from its arguments before it is made. Only calls whose
 * result or cost is out of proportion to what they are given are looked at: of all others the
 * result can be weighed when it is there.
 */
final class Growth {

  private static final Set<String> WATCHED =
      Set.of(
          "replace",
          "join",
          "split",
          "indexOf",
          "lastIndexOf",
          "contains",
          "matches",
          "duration",
          "timestamp",
          "_==_",
          "_!=_",
          "@in");

  /** What a text takes in a list beside its characters. */
  private static final int ELEMENT = 40;

  /** Longer than any date or duration is written; CEL's reader of durations recurses over it. */
  private static final int LONGEST_TIME = 200;

  private static final int PER_WORK = 4;

  /** A search that costs too little at its worst to be looked at closely. */
  private static final int CHEAP = 1 << 16;

  private Growth() {}

  static boolean isWatched(String function) {
    return WATCHED.contains(function);
  }

  /**
   * Looks at a call before it is made. Arguments of other types than the function's are passed
   * over: CEL refuses them.
   *
   * @throws TooMuch where its result or its cost would pass a bound
   */
  static void look(String function, Object[] given, EvaluationBudget budget) {
    switch (function) {
      case "replace" -> replace(given, budget);
      case "join" -> join(given);
      case "split" -> split(given, budget);
      case "indexOf", "lastIndexOf", "contains" -> search(given, budget);
      case "matches" -> match(given, budget);
      case "duration", "timestamp" -> time(given);
      default -> compare(given, budget);
    }
  }

  /**
   * Refuses a value that weighs more than it may.
   *
   * @param what names it, with its size
   */
  static void refuseValue(long weight, Supplier<String> what) {
    if (weight > Weight.MOST) {
      throw new TooMuch(what.get() + "; a value may have " + Weight.text(Weight.MOST));
    }
  }

  private static void replace(Object[] given, EvaluationBudget budget) {
    if (given.length >= 3
        && given[0] instanceof String text
        && given[1] instanceof String search
        && given[2] instanceof String by) {
      search(given, budget);
      long times = occurrences(text, search, limit(given, 3));
      long size = text.length() + times * ((long) by.length() - search.length());
      refuseValue(size, () -> "replace: a text of " + size + " characters");
    }
  }

  private static void split(Object[] given, EvaluationBudget budget) {
    if (given.length >= 2
        && given[0] instanceof String text
        && given[1] instanceof String separator) {
      search(given, budget);
      long pieces = occurrences(text, separator, limit(given, 2)) + 1;
      refuseValue(text.length() + pieces * ELEMENT, () -> "split: a list of " + pieces + " texts");
    }
  }

  /** A separator that is the empty text stands between any two characters. */
  private static long occurrences(String text, String search, long most) {
    if (search.isEmpty()) {
      return Math.min(most, text.length() + 1L);
    }
    long times = 0;
    int at = text.indexOf(search);
    while (at >= 0 && times < most) {
      times++;
      at = text.indexOf(search, at + search.length());
    }
    return times;
  }

  /** A negative limit is none, and so is the lack of one. */
  private static long limit(Object[] given, int index) {
    return given.length > index && given[index] instanceof Long limit && limit >= 0
        ? limit
        : Long.MAX_VALUE;
  }

  private static void join(Object[] given) {
    if (given[0] instanceof List<?> list) {
      long between = given.length > 1 && given[1] instanceof String text ? text.length() : 0;
      long size = Weight.ofMade(list) - (long) list.size() * ELEMENT + between * list.size();
      refuseValue(size, () -> "join: a text of about " + size + " characters");
    }
  }

  private static void search(Object[] given, EvaluationBudget budget) {
    if (given.length >= 2 && given[0] instanceof String text && given[1] instanceof String search) {
      long worst = (long) text.length() * search.length();
      budget.work(worst <= CHEAP ? worst / PER_WORK : comparisons(text, search, budget));
    }
  }

  /**
   * CEL compares at each place anew. Of honest texts the first characters already differ nearly
   * everywhere; of {@code aaaa} in {@code aaaaaaaa} it is the product of both lengths.
   */
  private static long comparisons(String text, String search, EvaluationBudget budget) {
    long sum = 0;
    for (int i = 0; i <= text.length() - search.length(); i++) {
      int same = 0;
      while (same < search.length() && text.charAt(i + same) == search.charAt(same)) {
        same++;
      }
      sum += same + 1L;
      if (sum > CHEAP) {
        budget.work(sum);
        sum = 0;
      }
    }
    return sum;
  }

  private static void match(Object[] given, EvaluationBudget budget) {
    if (given.length == 2 && given[0] instanceof String text && given[1] instanceof String regex) {
      long size = RegexSize.of(regex);
      if (size > RegexSize.MOST) {
        throw new TooMuch(
            "matches: the regular expression is too large or nested too deeply; written out it has"
                + " more than "
                + RegexSize.MOST
                + " parts");
      }
      budget.work(size + text.length() * Math.max(1, size / PER_WORK));
    }
  }

  private static void time(Object[] given) {
    if (given.length == 1 && given[0] instanceof String text && text.length() > LONGEST_TIME) {
      throw new TooMuch(
          "a text of " + text.length() + " characters is no time; it may have " + LONGEST_TIME);
    }
  }

  /** Comparing goes through all that a list or a map holds. */
  private static void compare(Object[] given, EvaluationBudget budget) {
    for (Object value : given) {
      if (value instanceof List<?> || value instanceof Map<?, ?>) {
        budget.walk(value);
      }
    }
  }
}
