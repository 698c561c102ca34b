package io.godwit.testkit.contract;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Origin;
import io.godwit.common.model.RecordId;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Key;
import io.godwit.common.model.value.Value;
import java.util.List;
import java.util.stream.LongStream;

/** Records for the things of a {@link SinkGround}. */
final class SinkRecords {

  private SinkRecords() {}

  /** The thing of an id. */
  static DataRecord thing(long id, String name) {
    return of(id, fields(id, name));
  }

  static Document fields(long id, String name) {
    return Document.of("id", new Value.Int64(id)).with("name", new Value.Text(name));
  }

  static DataRecord of(long id, Document fields) {
    return new DataRecord(
        new RecordId(0, id), new Key(String.valueOf(id)), new Origin("things", id), fields);
  }

  /** Things with ids from 1, each of a name of its own. */
  static List<DataRecord> things(int count) {
    return LongStream.rangeClosed(1, count).mapToObj(id -> thing(id, "n" + id)).toList();
  }
}
