package io.godwit.jdbc.sql.dialect;

import io.godwit.jdbc.sql.batch.Batch;
import io.godwit.jdbc.sql.fit.FieldRules;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * The guard of a dialect that has none: the table is what it was when the sink opened, and a change
 * shows only where the server refuses a statement.
 *
 * @param server the database, for messages
 */
record Unguarded(String server, FieldRules rules) implements Guard, KnownTable {

  @Override
  public KnownTable current() {
    return this;
  }

  @Override
  public String target() {
    return server + ", table " + rules.table().name();
  }

  @Override
  public void doubt() {
    // There is nothing that could be read anew.
  }

  @Override
  public boolean isRuledAnew() {
    return false;
  }

  @Override
  public boolean concerns() {
    return false;
  }

  @Override
  public void enter(Connection connection, boolean shared) {
    // Its transactions begin with their first statement.
  }

  @Override
  public void requireKnown(SQLException e) {
    // Every error is taken at its word.
  }

  @Override
  public void judge(Batch batch) {
    // Nothing is known to be altered.
  }
}
