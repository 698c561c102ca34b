package io.godwit.common.spi;

import java.util.List;

/**
 * What is looked up.
 *
 * @param table as the job names it
 * @param column the one that keys are compared with
 * @param take the columns of the answer; not empty
 * @param batch how many keys one query asks for, at most; from 1
 */
public record LookupQuery(String table, String column, List<String> take, int batch) {
  /** Takes an unmodifiable copy. */
  public LookupQuery {
    take = List.copyOf(take);
  }
}
