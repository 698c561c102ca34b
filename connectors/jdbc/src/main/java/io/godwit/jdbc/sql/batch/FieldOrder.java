package io.godwit.jdbc.sql.batch;

import io.godwit.common.model.Document;
import io.godwit.common.model.Failure;
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
   * Whether a document has the same fields in the same order. The names of one reader's documents
   * are the same objects, so this is a comparison of pointers.
   */
  boolean fits(Document document) {
    int n = example.size();
    if (document.size() != n) {
      return false;
    }
    for (int i = 0; i < n; i++) {
      if (!example.name(i).equals(document.name(i))) {
        return false;
      }
    }
    return true;
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
