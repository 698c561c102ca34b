package io.godwit.worker.step.kinds;

import java.util.Set;
import java.util.regex.Pattern;

/** How expressions write a field. */
public final class FieldName {

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /** The words that CEL's grammar keeps for itself, even behind a dot. */
  private static final Set<String> RESERVED = Set.of("in", "true", "false", "null");

  private FieldName() {}

  /** {@code r.name}, or {@code r['first-name']} where the name is no plain one. */
  public static String written(String field) {
    return isPlain(field)
        ? "r." + field
        : "r['" + field.replace("\\", "\\\\").replace("'", "\\'") + "']";
  }

  /** Whether a dot and the name will do. */
  public static boolean isPlain(String field) {
    return PLAIN.matcher(field).matches() && !isReserved(field);
  }

  /** Whether it is a word that the grammar keeps for itself. */
  public static boolean isReserved(String field) {
    return RESERVED.contains(field);
  }
}
