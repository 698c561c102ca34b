package io.godwit.common.spec.rule;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rules that the records of many kinds share; a record calls them in its constructor. Each throws
 * {@link BrokenRule} with the key that it is given.
 */
public final class SpecRules {

  private SpecRules() {}

  /** A list with at least one element and none twice. */
  public static List<String> someOf(String name, String what, List<String> values) {
    if (values.isEmpty()) {
      throw new BrokenRule(name + " names at least one " + what, name);
    }
    if (new HashSet<>(values).size() < values.size()) {
      throw new BrokenRule(name + " names no " + what + " twice", name);
    }
    return List.copyOf(values);
  }

  /** A number within bounds, both included. */
  public static void between(String name, int value, int from, int to) {
    if (value < from || value > to) {
      throw new BrokenRule(name + " lies between " + from + " and " + to, name);
    }
  }

  /** A text that says something. */
  public static void notBlank(String name, String text) {
    if (text.isBlank()) {
      throw new BrokenRule(name + " is not empty", name);
    }
  }

  /** A copy in the order of the job file, which {@link Map#copyOf} would not keep. */
  public static <V> Map<String, V> ordered(Map<String, V> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  /** A copy in the order of the job file, with at least one entry. */
  public static <V> Map<String, V> someOrdered(String name, Map<String, V> map) {
    if (map.isEmpty()) {
      throw new BrokenRule(name + " is not empty", name);
    }
    return ordered(map);
  }
}
