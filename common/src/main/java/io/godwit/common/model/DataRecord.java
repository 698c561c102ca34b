package io.godwit.common.model;

import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Key;

/**
 * One row, document or file reference on its way.
 *
 * @param id its place in the run's books
 * @param key what identifies it at the source; steps do not change it
 * @param origin where a person finds it in the source
 * @param fields its content, which steps change
 */
public record DataRecord(RecordId id, Key key, Origin origin, Document fields) {

  /** The same record with other content. */
  public DataRecord withFields(Document changed) {
    return new DataRecord(id, key, origin, changed);
  }
}
