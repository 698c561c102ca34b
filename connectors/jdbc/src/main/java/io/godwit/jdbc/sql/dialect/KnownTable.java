package io.godwit.jdbc.sql.dialect;

import io.godwit.common.model.failure.Trouble;
import io.godwit.jdbc.sql.batch.Batch;
import io.godwit.jdbc.sql.fit.FieldRules;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** A table as a guard has seen it. Any thread may use it. */
public interface KnownTable {

  /** Its columns and key. */
  FieldRules rules();

  /**
   * What of it may refuse a row that its columns would hold, or make another one of it: a sentence
   * each. Nothing where the table is known by its columns alone.
   */
  default List<String> hazards() {
    return List.of();
  }

  /** Whether a batch has to be looked at, even if nothing of it is left to send. */
  boolean concerns();

  /**
   * Makes sure that the table is this one, until the transaction ends. To be called first in every
   * transaction that writes.
   *
   * @param shared whether the session may be another one in each transaction
   * @throws TableChanged where the batch is to be prepared anew
   * @throws SharedSession where sessions are shared and nobody knew
   * @throws Trouble where nothing must be written until a change is undone or accepted
   * @throws io.godwit.common.model.failure.Refused where it is another table
   */
  void enter(Connection connection, boolean shared) throws SQLException, Trouble;

  /**
   * Makes sure that an error that blames a row does not come of a change.
   *
   * @throws Trouble where it does
   */
  void requireKnown(SQLException e) throws Trouble;

  /**
   * Looks at what a batch is about to write, and at what became of it before it is committed.
   *
   * @throws Trouble where that touches what was altered
   */
  void judge(Batch batch) throws Trouble;
}
