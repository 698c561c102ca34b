package io.godwit.worker.step.op;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.value.Document;
import io.godwit.common.wire.Placement;
import java.util.Optional;

/** A placement by the key that the sink will have, which is known of a record before its steps. */
public interface KeyedPlacement extends Placement {

  /**
   * The fields of the sink's key, as they will arrive there, whatever becomes of the record.
   *
   * @return empty where a step refuses a value that the key is made of, or the record has no such
   *     field: it will have no key
   */
  Optional<Document> key(DataRecord record);
}
