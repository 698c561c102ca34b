package io.godwit.jdbc.postgresql;

/** Names in SQL. */
final class Quoting {

  private Quoting() {}

  /** A name as SQL takes it whatever its letters: between quotes, with quotes inside doubled. */
  static String name(String name) {
    return "\"" + name.replace("\"", "\"\"") + "\"";
  }
}
