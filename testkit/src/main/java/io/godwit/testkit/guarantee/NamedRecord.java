package io.godwit.testkit.guarantee;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Origin;
import io.godwit.common.model.RecordId;
import io.godwit.common.wire.Receipt;

/**
 * A record as breaches name it.
 *
 * @param id its place in the books
 * @param origin where a person finds it
 */
record NamedRecord(RecordId id, Origin origin) {

  static NamedRecord of(DataRecord record) {
    return new NamedRecord(record.id(), record.origin());
  }

  static String of(Receipt.Entry entry) {
    return "record "
        + entry.id().ordinal()
        + " of split "
        + entry.id().split()
        + ", line "
        + entry.line()
        + ",";
  }

  @Override
  public String toString() {
    return "record " + id.ordinal() + " of split " + id.split() + ", " + origin.text() + ",";
  }
}
