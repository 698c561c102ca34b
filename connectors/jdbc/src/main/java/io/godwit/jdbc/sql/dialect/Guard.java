package io.godwit.jdbc.sql.dialect;

import io.godwit.common.model.failure.Trouble;

/**
 * Sees to it that no batch is written into a table that is not what it was prepared for. Any thread
 * may use it.
 */
public interface Guard {

  /** What a batch is to be prepared for: the table as it was looked at last. */
  KnownTable current();

  /** How messages call the table. */
  String target();

  /** Has the next look read the table anew, whatever it shows. */
  void doubt();

  /**
   * Whether a change that the guard stands in the way of has been accepted since. Asked outside of
   * a transaction, whose lock would keep from the table whoever is to repair it.
   *
   * @throws Trouble where that cannot be read
   */
  boolean isRuledAnew() throws Trouble;
}
