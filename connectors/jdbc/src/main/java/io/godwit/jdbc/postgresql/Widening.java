package io.godwit.jdbc.postgresql;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a column of one type takes all that one of another took, and keeps it as it is: then a
 * value that it refuses would have been refused before.
 */
final class Widening {

  private static final List<String> WHOLE = List.of("smallint", "integer", "bigint");
  private static final List<Integer> DIGITS = List.of(5, 10, 19);

  private static final Pattern LIMITED =
      Pattern.compile("([a-z ]+?)\\((\\d+)(?:,(-?\\d+))?\\)( with(?:out)? time zone)?");

  private Widening() {}

  /**
   * Whether the change of a type loses nothing.
   *
   * @param was the type as {@code format_type} spells it
   * @param is the other one
   */
  static boolean is(String was, String is) {
    if (was.equals(is)) {
      return true;
    }
    if (WHOLE.contains(was)) {
      return WHOLE.indexOf(is) > WHOLE.indexOf(was) || holdsWhole(was, is);
    }
    if (was.equals("real")) {
      return is.equals("double precision");
    }
    if (was.equals("character varying")) {
      return is.equals("text");
    }
    return holdsLimited(limits(was), is);
  }

  private static boolean holdsWhole(String was, String is) {
    int digits = DIGITS.get(WHOLE.indexOf(was));
    return is.equals("numeric")
        || limits(is)
            .filter(type -> type.name().equals("numeric"))
            .filter(type -> type.scale() >= 0 && type.length() - type.scale() >= digits)
            .isPresent();
  }

  private static boolean holdsLimited(Optional<Limits> before, String is) {
    if (before.isEmpty()) {
      return false;
    }
    Limits was = before.get();
    if (is.equals(was.name())) {
      return true;
    }
    if (was.name().equals("character varying") && is.equals("text")) {
      return true;
    }
    return limits(is)
        .filter(now -> now.name().equals(was.name()))
        .filter(now -> was.name().equals("numeric") ? holds(was, now) : isLonger(was, now))
        .isPresent();
  }

  private static boolean holds(Limits was, Limits now) {
    return now.scale() >= was.scale() && now.length() - now.scale() >= was.length() - was.scale();
  }

  /** Not of {@code character(n)}: it is compared without its padding, and read back with it. */
  private static boolean isLonger(Limits was, Limits now) {
    return !was.name().equals("character") && now.length() >= was.length();
  }

  /**
   * A type with limits.
   *
   * @param name the type without them
   * @param scale 0 where there is none
   */
  private record Limits(String name, int length, int scale) {}

  private static Optional<Limits> limits(String type) {
    Matcher found = LIMITED.matcher(type);
    if (!found.matches()) {
      return Optional.empty();
    }
    String zone = Optional.ofNullable(found.group(4)).orElse("");
    return Optional.of(
        new Limits(
            found.group(1) + zone,
            Integer.parseInt(found.group(2)),
            Optional.ofNullable(found.group(3)).map(Integer::parseInt).orElse(0)));
  }
}
