package io.godwit.common.spec.rule;

/**
 * A name at the target that may be made of the unit at the source: {@code {unit}} stands for the
 * unit as reports show it, and {@code {file}} for the name of its file, without folders and
 * endings.
 *
 * @param pattern as the job file has it
 */
public record UnitName(String pattern) {

  private static final String UNIT = "{unit}";
  private static final String FILE = "{file}";

  /** What it may be made of, for the messages of whoever refuses something else. */
  public static final String PLACEHOLDERS = "{unit} and {file} are the only placeholders of a name";

  /** Whether all units have one name. */
  public boolean isFixed() {
    return !pattern.contains(UNIT) && !pattern.contains(FILE);
  }

  /** Whether it holds a brace that is of none of the two. */
  public boolean isMistaken() {
    String rest = pattern.replace(UNIT, "").replace(FILE, "");
    return rest.contains("{") || rest.contains("}");
  }

  /**
   * The name for a unit.
   *
   * @param unit as {@link io.godwit.common.model.Origin#unit()} spells it
   */
  public String of(String unit) {
    // Both at once: a file may be called {unit}.
    StringBuilder name = new StringBuilder();
    int at = 0;
    while (at < pattern.length()) {
      if (pattern.startsWith(UNIT, at)) {
        name.append(unit);
        at += UNIT.length();
      } else if (pattern.startsWith(FILE, at)) {
        name.append(stem(unit));
        at += FILE.length();
      } else {
        name.append(pattern.charAt(at++));
      }
    }
    return name.toString();
  }

  private static String stem(String unit) {
    String file = unit.substring(Math.max(unit.lastIndexOf('/'), unit.lastIndexOf('\\')) + 1);
    // Of a packed file the ending before that of the packing is the one that is left away.
    String name = file.replaceFirst("(?i)(?<=.)\\.(gz|gzip|zst|zstd)$", "");
    int ending = name.lastIndexOf('.');
    return ending > 0 ? name.substring(0, ending) : name;
  }
}
