package io.godwit.jdbc.sql.batch;

import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.value.Document;
import java.util.Optional;

/**
 * The fields of some documents, in one order.
 *
 * @param example a document of this shape
 * @param group the number of its layout, which other shapes may share
 * @param fields where the document has the value of each column of the layout
 * @param failure why no record of this shape can be written; empty where they can
 */
record FieldOrder(Document example, int group, int[] fields, Optional<Failure> failure) {

  /**
   * Whether a document has the same fields in the same order. The documents of one reader share
   * their names, so this is mostly one comparison of references.
   */
  boolean fits(Document document) {
    return example.sameNames(document);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FieldOrder that && fits(that.example);
  }

  @Override
  public int hashCode() {
    return example.size();
  }
}
