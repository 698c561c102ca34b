package io.godwit.worker.step.bounds;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * About how many parts a regular expression has when its counted repetitions are written out, as
 * the matcher does before it begins: {@code (x{1000}){1000}} has a million, and takes memory for
 * each. The matcher is RE2, which needs no more than the product of this size and the text's
 * length; but it bounds a single repetition only, and it recurses over groups.
 *
 * <p>An estimate from above, told from the text alone.
 */
final class RegexSize {

  /** More than any honest expression has; the matcher takes some megabytes for it. */
  static final int MOST = 20_000;

  private static final int DEEPEST = 100;

  private final String regex;
  private int at;

  private RegexSize(String regex) {
    this.regex = regex;
  }

  /** More than {@link #MOST} where it is too large, or its groups nest too deeply. */
  static long of(String regex) {
    return regex.length() > MOST ? regex.length() : new RegexSize(regex).size();
  }

  private long size() {
    Deque<Long> outer = new ArrayDeque<>();
    long sum = 0;
    long last = 0;
    while (at < regex.length()) {
      char c = regex.charAt(at++);
      switch (c) {
        case '(' -> {
          outer.push(sum);
          sum = 0;
          last = 0;
        }
        case ')' -> {
          last = sum + 2;
          sum = (outer.isEmpty() ? 0 : outer.pop()) + last;
        }
        case '{' -> {
          long times = times();
          sum += last * (times - 1);
          last *= times;
        }
        default -> {
          last = atom(c);
          sum += last;
        }
      }
      if (sum > MOST || outer.size() > DEEPEST) {
        return MOST + 1L;
      }
    }
    return sum;
  }

  /** One character or class; what stands between brackets repeats nothing. */
  private int atom(char c) {
    if (c == '\\') {
      at++;
    } else if (c == '[') {
      int from = at;
      at = Math.min(at + 1, regex.length());
      while (at < regex.length() && regex.charAt(at) != ']') {
        at += regex.charAt(at) == '\\' ? 2 : 1;
      }
      return Math.max(1, at - from);
    }
    return 1;
  }

  /** The larger number of {@code {2,5}}; 1 where the brace is none of a repetition. */
  private long times() {
    int end = regex.indexOf('}', at);
    if (end < 0 || end - at > 9 || !regex.substring(at, end).matches("\\d{1,4}(,\\d{0,4})?")) {
      return 1;
    }
    String[] numbers = regex.substring(at, end).split(",", 2);
    at = end + 1;
    long least = Long.parseLong(numbers[0]);
    boolean open = numbers.length > 1 && numbers[1].isEmpty();
    return numbers.length == 1 || open ? Math.max(1, least + (open ? 1 : 0)) : most(numbers[1]);
  }

  private static long most(String number) {
    return Math.max(1, Long.parseLong(number));
  }
}
