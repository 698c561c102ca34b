package io.godwit.jdbc.sql;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * The names of what stands beside a table that is replaced. They follow from its own name alone, so
 * that every worker finds them; a long one is cut, and keeps a sum of what was cut.
 */
public final class BesideName {

  private static final String FRESH = "_godwit_new";
  private static final String OLD = "_godwit_old";

  /**
   * With an ending of 11 and a number of an index it is no longer than databases take, 63 bytes.
   */
  private static final int MOST_BYTES = 46;

  private static final int SUM = 9;

  private BesideName() {}

  /** The table that is loaded. */
  public static TableName fresh(TableName table) {
    return new TableName(table.schema(), cut(table.name()) + FRESH);
  }

  /** The table that was replaced, until it is dropped. */
  public static TableName old(TableName table) {
    return new TableName(table.schema(), cut(table.name()) + OLD);
  }

  private static String cut(String name) {
    if (bytes(name).length <= MOST_BYTES) {
      return name;
    }
    CRC32 sum = new CRC32();
    sum.update(bytes(name));
    int end = name.length();
    while (bytes(name.substring(0, end)).length > MOST_BYTES - SUM) {
      end = name.offsetByCodePoints(end, -1);
    }
    return name.substring(0, end) + "_" + String.format("%08x", sum.getValue());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
