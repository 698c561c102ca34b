package io.godwit.jdbc.sql.guard;

import io.godwit.common.model.failure.Trouble;
import io.godwit.jdbc.sql.batch.Batch;
import io.godwit.jdbc.sql.dialect.KnownTable;
import io.godwit.jdbc.sql.fit.FieldRules;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * A table as its guard looked at it when a batch was prepared.
 *
 * @param guard which compares it with what the table is by now
 */
record LookedAt(TableGuard guard, CurrentTable prepared) implements KnownTable {

  @Override
  public FieldRules rules() {
    return prepared.rules();
  }

  @Override
  public List<String> hazards() {
    return Hazards.of(prepared.facts(), prepared.rules());
  }

  @Override
  public boolean concerns() {
    return prepared.alteration().concerns();
  }

  @Override
  public void enter(Connection connection, boolean shared) throws SQLException, Trouble {
    guard.enter(connection, prepared, shared);
  }

  @Override
  public void requireKnown(SQLException e) throws Trouble {
    guard.requireKnown(e, prepared);
  }

  @Override
  public void judge(Batch batch) throws Trouble {
    guard.judge(prepared, batch);
  }
}
