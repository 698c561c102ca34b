package io.godwit.common.spi;

import java.util.List;
import java.util.Optional;

/**
 * What is looked up.
 *
 * @param table the table or collection, as the job names it
 * @param columns those that keys are compared with; not empty
 * @param take the columns of the answer; not empty
 * @param batch how many keys one query asks for, at most; from 1
 * @param hint the index that the job names for it; only where the database takes such a hint
 */
public record LookupQuery(
    String table, List<String> columns, List<String> take, int batch, Optional<String> hint) {
  /** Takes unmodifiable copies. */
  public LookupQuery {
    columns = List.copyOf(columns);
    take = List.copyOf(take);
  }

  /** By one column, without a hint. */
  public LookupQuery(String table, String column, List<String> take, int batch) {
    this(table, List.of(column), take, batch, Optional.empty());
  }
}
