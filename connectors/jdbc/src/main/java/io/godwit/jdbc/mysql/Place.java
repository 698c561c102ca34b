package io.godwit.jdbc.mysql;

import io.godwit.jdbc.sql.fit.Table;

/**
 * A table as the server calls it.
 *
 * @param base its database
 */
record Place(String base, String name) {

  /** The one of a table, whose quoted name has both parts. */
  static Place of(Table table) {
    String[] parts = table.quoted().substring(1, table.quoted().length() - 1).split("`\\.`", 2);
    return new Place(parts[0].replace("``", "`"), parts[1].replace("``", "`"));
  }

  String quoted() {
    return Backticks.name(base) + "." + Backticks.name(name);
  }
}
