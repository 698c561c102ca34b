package io.godwit.jdbc.sql.write;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Savepoint;
import java.util.Optional;

/**
 * To where a piece is undone that is refused: a savepoint, once something is written in the
 * transaction. Where statements can be joined, one text sets it and all else that a piece begins
 * with; where not, it is one of JDBC.
 */
final class PieceStart {

  private final Door door;
  private Optional<Savepoint> ofDriver = Optional.empty();
  private boolean set;

  /** None is set. */
  PieceStart(Door door) {
    this.door = door;
  }

  /** Whether there is a savepoint. */
  boolean isSet() {
    return set;
  }

  /**
   * Begins a piece: the last savepoint goes, and a new one is set.
   *
   * @param before statements, each with its semicolon, that are carried out before it is
   * @param written whether anything is, without which there is no need of one
   */
  void renew(String before, boolean written) throws SQLException {
    if (door.statements().stages()) {
      String release = set ? "release savepoint piece; " : "";
      door.execute(release + before + (written ? "savepoint piece" : ""));
    } else {
      release();
      ofDriver = written ? Optional.of(door.connection().setSavepoint()) : Optional.empty();
    }
    set = written;
  }

  /** Some databases have no way to give one up; it goes with the transaction. */
  private void release() throws SQLException {
    if (ofDriver.isPresent()) {
      try {
        door.connection().releaseSavepoint(ofDriver.get());
      } catch (SQLFeatureNotSupportedException ignored) {
        // It stays where it is and is in nobody's way.
      }
    }
  }

  /** Undoes what was done since it was set. */
  void undo() throws SQLException {
    Connection connection = door.connection();
    if (ofDriver.isPresent()) {
      connection.rollback(ofDriver.get());
      // Some databases keep it and some do not; of either nothing is wanted any more.
      ofDriver = Optional.empty();
    } else {
      door.execute("rollback to savepoint piece");
    }
  }

  /** Takes note that the transaction is undone. */
  void forget() {
    ofDriver = Optional.empty();
    set = false;
  }
}
