package io.godwit.jdbc.sql.relation;

import io.godwit.common.model.schema.Type;
import io.godwit.jdbc.sql.fit.Column;

/**
 * A column that is read.
 *
 * @param column as values are read from it: one whose type no value has is read as its text, and so
 *     its kind is that of texts
 * @param type of its values, for schemas
 */
public record RelationColumn(Column column, Type type) {

  /** Its name, neither folded nor quoted. */
  public String name() {
    return column.name();
  }
}
