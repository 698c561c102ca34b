package io.godwit.common.spi.sink;

import java.util.Set;

/**
 * A sink that knows its fields before the first record: a field that the target cannot hold is a
 * mistake of the job, and is refused before anything is written instead of failing every record.
 */
public interface SupportsFields {

  /**
   * Checks the fields that records have after the last step. Needs no connection.
   *
   * @param fields the names of all fields that records are known or sampled to have
   * @throws io.godwit.common.model.failure.Refused where the target has no place for one of them,
   *     with the nearest name that it has, or where a key field is not among them
   */
  void check(Set<String> fields);

  /**
   * The same for the rows of one of several tables.
   *
   * @param table as {@link io.godwit.common.model.Row#table()} numbers it
   */
  default void check(int table, Set<String> fields) {
    if (table == 0) {
      check(fields);
    }
  }
}
