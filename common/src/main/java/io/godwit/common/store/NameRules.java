package io.godwit.common.store;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What no store can keep under exactly the name that it is given: names that lead elsewhere, that a
 * URL's path cannot hold, that a listing in XML cannot tell. A store adds its own rules.
 */
public final class NameRules {

  private static final int SHOWN = 80;

  private NameRules() {}

  /**
   * Why no store takes a name; empty where some do.
   *
   * @param bytes the most that it may have in UTF-8
   */
  public static Optional<Failure> unfit(String name, int bytes) {
    if (name.isEmpty()) {
      return Optional.of(failure(name, "is empty"));
    }
    if (name.startsWith("/")) {
      return Optional.of(failure(name, "starts with a slash"));
    }
    if (name.endsWith("/")) {
      return Optional.of(failure(name, "ends with a slash, as the marks of folders do"));
    }
    if (name.codePoints().anyMatch(NameRules::unspeakable)) {
      return Optional.of(failure(name, "holds a control character or half a character"));
    }
    for (String part : name.split("/", -1)) {
      if (part.isEmpty()) {
        return Optional.of(failure(name, "has an empty part, which some services leave out"));
      }
      if (part.equals(".") || part.equals("..")) {
        return Optional.of(failure(name, "leads to another folder by '" + part + "'"));
      }
    }
    int length = name.getBytes(StandardCharsets.UTF_8).length;
    return length <= bytes
        ? Optional.empty()
        : Optional.of(failure(name, "has " + length + " bytes, and at most " + bytes + " fit"));
  }

  /**
   * A name that cannot be stored.
   *
   * @param why goes on from the name: {@code ends with a dot}
   */
  public static Failure failure(String name, String why) {
    return new Failure(ErrorCode.OBJECT_NAME, "the name '" + shown(name) + "' " + why);
  }

  /** Without what would disturb a terminal or a log, and not longer than a line. */
  private static String shown(String name) {
    StringBuilder out = new StringBuilder();
    name.codePoints()
        .limit(SHOWN)
        .forEach(c -> {
          if (unspeakable(c)) {
            out.append(String.format("\\u%04X", c));
          } else {
            out.appendCodePoint(c);
          }
        });
    return name.codePointCount(0, name.length()) > SHOWN ? out.append("...").toString() : out + "";
  }

  private static boolean unspeakable(int c) {
    return Character.isISOControl(c)
        || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)
        || (c & 0xfffe) == 0xfffe;
  }
}
