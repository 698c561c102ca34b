package io.godwit.jdbc.sql;

import java.util.Optional;

/**
 * A table as a job file names it. Names are taken as they stand: neither folded to another case nor
 * unquoted.
 *
 * @param schema empty where the table is the one that an unqualified name finds
 * @param name the table itself; may hold a dot where the schema is given
 */
public record TableName(Optional<String> schema, String name) {

  /** The name that a text holds: what stands before the first dot is the schema. */
  public static TableName parse(String text) {
    int dot = text.indexOf('.');
    return dot < 0
        ? new TableName(Optional.empty(), text)
        : new TableName(Optional.of(text.substring(0, dot)), text.substring(dot + 1));
  }

  @Override
  public String toString() {
    return schema.map(s -> s + "." + name).orElse(name);
  }
}
