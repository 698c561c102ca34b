package io.godwit.mongodb.source;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoCursorNotFoundException;
import com.mongodb.MongoException;
import com.mongodb.MongoQueryException;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spi.sink.Fault;
import io.godwit.mongodb.MongoErrors;
import java.util.Set;

/**
 * What an error means to whoever reads. No document is to blame here: a server that refuses a query
 * refuses what the job says, and everything else may pass.
 *
 * @param errors of the server
 */
record SourceErrors(MongoErrors errors) {

  private static final int UNAUTHORIZED = 13;
  private static final int QUERY_TOO_LARGE_TO_SORT = 292;
  private static final int TIME_LIMIT = 50;

  /** In this order: BadValue, FailedToParse, TypeMismatch, Location of a wrong expression. */
  private static final Set<Integer> WRONG_QUERY = Set.of(2, 9, 14, 15, 16, 40, 168, 17287);

  /** CommandNotFound, CommandNotSupported, NotImplemented, and a stage that is not known. */
  private static final Set<Integer> UNKNOWN_TO_SERVER = Set.of(59, 115, 238, 40324);

  /**
   * What ends a cursor and not its reader: CursorNotFound, QueryPlanKilled, CursorKilled,
   * SnapshotTooOld, SnapshotUnavailable.
   */
  private static final Set<Integer> CURSOR_GONE = Set.of(43, 175, 237, 239, 246);

  /**
   * An error before anything is read.
   *
   * @param what was looked at, for the message
   * @throws Refused where the job asks what the server will never answer
   */
  Trouble planning(MongoException e, String what) {
    int code = e.getCode();
    if (isAnswer(e) && code == UNAUTHORIZED) {
      throw new Refused(
          ErrorCode.SOURCE_RIGHTS,
          errors.server()
              + ": the user may not read "
              + what
              + "; grant the role 'read' of its database");
    }
    if (isAnswer(e) && WRONG_QUERY.contains(code)) {
      throw new Refused(
          ErrorCode.SOURCE_QUERY,
          "%s refuses source.filter for %s: %s (code %d)"
              .formatted(errors.server(), what, words(e), code));
    }
    return reading(e, what);
  }

  /** An error while a split is read. */
  Trouble reading(MongoException e, String what) {
    return isAnswer(e) && !(MongoErrors.of(e.getCode()) instanceof Fault.Passing)
        ? new Trouble(
            ErrorCode.SOURCE_UNREADABLE,
            "%s does not read %s: %s (code %d)"
                .formatted(errors.server(), what, words(e), e.getCode()),
            e)
        : errors.trouble(e);
  }

  /** Whether a new cursor may go on where this one has ended. */
  static boolean isCursorGone(MongoException e) {
    return e instanceof MongoCursorNotFoundException || CURSOR_GONE.contains(e.getCode());
  }

  /** Whether the server tried to sort what it could have read in order. */
  static boolean isSortTooLarge(MongoException e) {
    return e.getCode() == QUERY_TOO_LARGE_TO_SORT;
  }

  static boolean isTimeLimit(MongoException e) {
    return e.getCode() == TIME_LIMIT;
  }

  /** Whether the server has no such command or stage. */
  static boolean isUnknown(MongoException e) {
    return isAnswer(e) && (UNKNOWN_TO_SERVER.contains(e.getCode()) || isWrongQuery(e));
  }

  /** Whether the server has answered, and its answer is no to what it was asked. */
  static boolean isWrongQuery(MongoException e) {
    return isAnswer(e) && WRONG_QUERY.contains(e.getCode());
  }

  /** Whether it is the server's own word, and not about the way there. */
  private static boolean isAnswer(MongoException e) {
    return e instanceof MongoCommandException || e instanceof MongoQueryException;
  }

  private static String words(MongoException e) {
    return e instanceof MongoCommandException answer
        ? answer.getErrorMessage()
        : String.valueOf(e.getMessage());
  }
}
