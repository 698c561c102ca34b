package io.godwit.jdbc.mysql;

/** Names for SQL. */
final class Backticks {

  private Backticks() {}

  /** The name as an identifier, whatever is in it. */
  static String name(String name) {
    return "`" + name.replace("`", "``") + "`";
  }
}
