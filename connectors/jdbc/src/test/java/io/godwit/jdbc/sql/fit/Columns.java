package io.godwit.jdbc.sql.fit;

import java.util.Optional;

/** Columns of one type, as tests of what fits need them. */
final class Columns {

  private Columns() {}

  /** One that takes null, and whose texts are the source's own. */
  static Column of(ColumnKind kind, Limits limits) {
    return new Column(
        "c",
        "\"c\"",
        "its type",
        "its type",
        kind,
        Optional.empty(),
        limits,
        true,
        false,
        false,
        Column.Supply.NOTHING);
  }

  static Column of(ColumnKind kind) {
    return of(kind, Limits.NONE);
  }
}
