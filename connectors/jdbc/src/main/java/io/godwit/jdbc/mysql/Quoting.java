package io.godwit.jdbc.mysql;

/** Names for SQL. */
final class Quoting {

  private Quoting() {}

  /** The name as an identifier, whatever is in it. */
  static String name(String name) {
    return "`" + name.replace("`", "``") + "`";
  }
}
