package io.godwit.jdbc.sql.relation;

/**
 * A table or view as the catalogue lists it, whether or not the user may read it.
 *
 * @param schema it lies in
 * @param name without its schema
 * @param visible whether its name alone finds it
 * @param pattern whether a pattern of names takes it: no view, which would bring again what its
 *     tables bring, and no part of a table that is divided
 */
public record ListedRelation(String schema, String name, boolean visible, boolean pattern) {

  /** Its name with its schema, as job files and messages have it. */
  public String full() {
    return schema + "." + name;
  }
}
