package io.godwit.mongodb.write;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.spec.rule.UnitName;
import io.godwit.mongodb.bson.UnwritableRecord;
import java.nio.charset.StandardCharsets;

/**
 * The name of the collection that a unit goes to.
 *
 * @param pattern as the job file has it
 */
record TargetName(UnitName pattern) {

  // MongoDB limits database, dot and collection to 255 bytes, database names to 63.
  private static final int LONGEST_BYTES = 255 - 64;

  /** Whether all units go to one collection. */
  boolean isFixed() {
    return pattern.isFixed();
  }

  /**
   * The collection's name for a unit.
   *
   * @throws UnwritableRecord where MongoDB takes no such name
   */
  String of(String unit) throws UnwritableRecord {
    String name = pattern.of(unit);
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
}
