package io.godwit.jdbc.sql;

import io.godwit.common.model.Failure;
import io.godwit.common.model.Trouble;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Finds the records that a target refuses among those that it takes, by bisection: a refused piece
 * is cut in two until the refusal stands alone. One bad record among n costs about 2 log n
 * attempts, b of them at most b times that, and never more than 2 n.
 *
 * <p>A hint of the target where the fault lies makes the cut better, and decides nothing: a record
 * is refused only when it was sent alone. Hints are texts for people, in the server's language.
 *
 * <p>Pieces are tried in their order, and parts take the place of their piece, so records of one
 * key keep their order.
 */
public final class Isolation {

  private Isolation() {}

  /** The target, in a transaction that the caller begins and commits. */
  public interface Target {

    /** Writes all of a piece or, when it answers anything but done, nothing of it. */
    Attempt attempt(Piece piece) throws SQLException, Trouble;

    /** Takes note that a record is refused for good. */
    void refuse(int record, Failure failure);
  }

  /** Settles every record of the pieces. */
  public static void settle(List<Piece> pieces, Target target) throws SQLException, Trouble {
    Deque<Piece> todo = new ArrayDeque<>(pieces);
    while (!todo.isEmpty()) {
      Piece piece = todo.pop();
      switch (target.attempt(piece)) {
        case Attempt.Done ignored -> {}
        case Attempt.Refusal refusal -> split(piece, refusal, target, todo);
        case Attempt.Clash ignored -> first(piece.halves(), todo);
      }
    }
  }

  private static void split(
      Piece piece, Attempt.Refusal refusal, Target target, Deque<Piece> todo) {
    if (piece.records().length == 1) {
      target.refuse(piece.records()[0], refusal.failure());
    } else if (refusal.suspect().isPresent()) {
      first(piece.around(refusal.suspect().getAsInt()), todo);
    } else {
      first(piece.halves(), todo);
    }
  }

  private static void first(List<Piece> parts, Deque<Piece> todo) {
    parts.reversed().forEach(todo::push);
  }
}
