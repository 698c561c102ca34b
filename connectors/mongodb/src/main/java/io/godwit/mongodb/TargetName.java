package io.godwit.mongodb;

import io.godwit.common.model.ErrorCode;
import java.nio.charset.StandardCharsets;

/**
 * The name of the collection that a unit goes to.
 *
 * @param pattern a name, in which {@code {file}} stands for the stem of the unit's file
 */
record TargetName(String pattern) {

  private static final String FILE = "{file}";
  // MongoDB limits database, dot and collection to 255 bytes, database names to 63.
  private static final int LONGEST_BYTES = 255 - 64;

  /** Whether all units go to one collection. */
  boolean isFixed() {
    return !pattern.contains(FILE);
  }

  /**
   * The collection's name for a unit.
   *
   * @throws UnwritableRecord where MongoDB takes no such name
   */
  String of(String unit) throws UnwritableRecord {
    String name = isFixed() ? pattern : pattern.replace(FILE, stem(unit));
    if (name.isEmpty()
        || name.indexOf('$') >= 0
        || name.indexOf(0) >= 0
        || name.startsWith("system.")
        || name.startsWith(".")
        || name.endsWith(".")
        || name.getBytes(StandardCharsets.UTF_8).length > LONGEST_BYTES) {
      throw new UnwritableRecord(
          ErrorCode.TARGET_REFUSED,
          "'"
              + name
              + "' cannot be the name of a collection: it has 1 to "
              + LONGEST_BYTES
              + " bytes, no '$', no '.' at either end, and does not start with 'system.'",
          "");
    }
    return name;
  }

  private static String stem(String unit) {
    String file = unit.substring(Math.max(unit.lastIndexOf('/'), unit.lastIndexOf('\\')) + 1);
    // Of a packed file the ending before that of the packing is the one that is left away.
    String name = file.replaceFirst("(?i)(?<=.)\\.(gz|gzip|zst|zstd)$", "");
    int ending = name.lastIndexOf('.');
    return ending > 0 ? name.substring(0, ending) : name;
  }
}
