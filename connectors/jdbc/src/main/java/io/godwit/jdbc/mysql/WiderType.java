package io.godwit.jdbc.mysql;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a column of one type takes all that one of another took, and keeps it as it is: then a
 * value that it refuses would have been refused before.
 */
final class WiderType {

  private static final List<String> WHOLE =
      List.of("tinyint", "smallint", "mediumint", "int", "bigint");
  private static final List<String> TEXTS = List.of("tinytext", "text", "mediumtext", "longtext");
  private static final List<String> BYTES = List.of("tinyblob", "blob", "mediumblob", "longblob");

  private static final Pattern TYPE =
      Pattern.compile("([a-z]+)(?:\\((\\d+)(?:,(\\d+))?\\))?( unsigned)?( collate \\w+)?");

  private WiderType() {}

  /**
   * A type with limits.
   *
   * @param length 0 where there is none
   * @param rest whether it has a sign, and its collation
   */
  private record Parts(String word, int length, int scale, String rest) {}

  /**
   * Whether the change of a type loses nothing.
   *
   * @param was the type as facts have it
   * @param is the other one
   */
  static boolean is(String was, String is) {
    Optional<Parts> before = parts(was);
    Optional<Parts> now = parts(is);
    return was.equals(is) || (before.isPresent() && now.isPresent() && is(before.get(), now.get()));
  }

  private static boolean is(Parts was, Parts is) {
    if (!was.rest().equals(is.rest())) {
      return false;
    }
    return switch (was.word()) {
      case "float" -> is.word().equals("double") && is.length() == 0;
      case "varchar", "varbinary" -> is.word().equals(was.word()) && is.length() >= was.length();
      case "time", "datetime", "timestamp" ->
          is.word().equals(was.word()) && is.length() >= was.length();
      case "decimal" ->
          is.word().equals("decimal")
              && is.scale() >= was.scale()
              && is.length() - is.scale() >= was.length() - was.scale();
      // A tinyint(1) takes truth values.
      case "tinyint" -> was.length() != 1 && isLater(WHOLE, was, is) && is.length() != 1;
      default -> isLater(WHOLE, was, is) || isLater(TEXTS, was, is) || isLater(BYTES, was, is);
    };
  }

  private static boolean isLater(List<String> sizes, Parts was, Parts is) {
    return sizes.contains(was.word()) && sizes.indexOf(is.word()) >= sizes.indexOf(was.word());
  }

  private static Optional<Parts> parts(String type) {
    Matcher found = TYPE.matcher(type);
    return found.matches()
        ? Optional.of(
            new Parts(
                found.group(1),
                number(Optional.ofNullable(found.group(2))),
                number(Optional.ofNullable(found.group(3))),
                Optional.ofNullable(found.group(4)).orElse("")
                    + Optional.ofNullable(found.group(5)).orElse("")))
        : Optional.empty();
  }

  private static int number(Optional<String> digits) {
    return digits.map(Integer::parseInt).orElse(0);
  }
}
