package io.godwit.jdbc.sql.write;

import io.godwit.common.spec.SinkSpec;
import io.godwit.jdbc.spec.TableSpec;
import java.util.List;

/**
 * How rows go into a table.
 *
 * @param write how a row meets one of its key
 * @param compare whether a row that the table holds already as it is stays untouched
 * @param identity the columns of its primary key; empty where it has none
 */
record Manner(SinkSpec.Write write, boolean compare, List<String> identity) {

  /** As a job has it. */
  static Manner of(TableSpec spec, List<String> identity) {
    return new Manner(spec.effective(), spec.compare(), identity);
  }

  /** Whether the table is looked at before rows go in: some of them may have to stay out. */
  boolean looks() {
    return compare || write == SinkSpec.Write.INSERT_IF_ABSENT;
  }

  /** Whether a row may come over one that was written before. */
  boolean overwrites() {
    return write == SinkSpec.Write.UPSERT;
  }
}
