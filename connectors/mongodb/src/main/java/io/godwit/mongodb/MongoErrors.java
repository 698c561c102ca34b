package io.godwit.mongodb;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoInterruptedException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoSocketReadTimeoutException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.WriteError;
import com.mongodb.bulk.WriteConcernError;
import io.godwit.common.model.Answer;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spi.sink.Fault;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an error of the server means: surely a record's fault, surely something that passes, or
 * neither of the two. The codes that blame a record and those that pass are closed lists (MongoDB's
 * {@code error_codes.yml}); of any other one only evidence tells.
 *
 * @param server how messages call the server, free of secrets
 */
public record MongoErrors(String server) {

  private static final int DUPLICATE_KEY = 11000;
  private static final Pattern INDEX = Pattern.compile("index: (\\S+)");

  private static final Set<Integer> TOO_LONG = Set.of(10334, 17280, 17419, 17420);

  /** DocumentValidationFailure. */
  private static final Set<Integer> CONSTRAINT = Set.of(121);

  /**
   * In this order: BadValue, FailedToParse, TypeMismatch, Overflow, InvalidLength, InvalidBSON,
   * DollarPrefixedFieldName, InvalidIdField, NotSingleValueField, InvalidDBRef, EmptyFieldName,
   * DottedFieldName, ImmutableField, CannotIndexParallelArrays; then what geo and text indexes
   * cannot take.
   */
  private static final Set<Integer> REFUSED =
      Set.of(2, 9, 14, 15, 16, 22, 52, 53, 54, 55, 56, 57, 66, 171, 16755, 17261, 17262);

  /**
   * Of these, what a whole command is refused for because of one document in it. Not BadValue and
   * the like: of a command they blame its options, a write concern for instance, and would make
   * every record of a run fail.
   */
  private static final Set<Integer> REFUSED_WITH_ITS_COMMAND = Set.of(15, 16, 22, 10334);

  private static final int UNAUTHORIZED = 13;

  /** In this order: AuthenticationFailed, AtlasError. */
  private static final Set<Integer> LOGIN = Set.of(18, 8000);

  private static final Set<Integer> FULL = Set.of(14031, 12514);

  /** In this order: MaxTimeMSExpired, WriteConcernTimeout, the time limits of 202 and 262. */
  private static final Set<Integer> SLOW = Set.of(50, 64, 202, 262);

  /** In this order: LockTimeout, WriteConflict, NoSuchTransaction. */
  private static final Set<Integer> CONFLICT = Set.of(24, 112, 251);

  /** ExceededMemoryLimit, and that of a query. */
  private static final Set<Integer> TOO_MUCH = Set.of(146, 292);

  /** RequestRateTooLarge, of services that speak MongoDB's protocol. */
  private static final Set<Integer> THROTTLES = Set.of(429, 16500);

  /**
   * In this order: HostUnreachable, HostNotFound, NetworkTimeout, ShutdownInProgress,
   * PrimarySteppedDown, SocketException, NotWritablePrimary, Interrupted ones,
   * NotPrimaryNoSecondaryOk, NotPrimaryOrSecondary.
   */
  private static final Set<Integer> AWAY =
      Set.of(6, 7, 89, 91, 189, 9001, 10058, 10107, 11600, 11601, 11602, 13435, 13436);

  /**
   * What is said of a record; empty where the error surely passes.
   *
   * @param keyIndexes the names of the indexes that the sink's key is unique by. A duplicate there
   *     means that somebody else inserted the key at the same moment: the next attempt finds it
   */
  public Optional<Answer> answer(WriteError error, Set<String> keyIndexes) {
    if (error.getCode() == DUPLICATE_KEY) {
      Matcher index = INDEX.matcher(error.getMessage());
      return index.find() && keyIndexes.contains(index.group(1))
          ? Optional.empty()
          : Optional.of(
              new Outcome.Failed(new Failure(ErrorCode.TARGET_CONSTRAINT, error.getMessage())));
    }
    return answer(of(error.getCode()), error.getCode(), error.getMessage());
  }

  /** What is said of the one record of a command that is refused as a whole. */
  public Optional<Answer> answer(MongoCommandException e) {
    Fault fault = of(e.getErrorCode());
    boolean surely = REFUSED_WITH_ITS_COMMAND.contains(e.getErrorCode());
    return answer(
        fault instanceof Fault.OfData && !surely ? unknown(e.getErrorCode()) : fault,
        e.getErrorCode(),
        e.getErrorMessage());
  }

  private static Optional<Answer> answer(Fault fault, int code, String message) {
    String words = message + " (code " + code + ")";
    return switch (fault) {
      case Fault.OfData(ErrorCode data) ->
          Optional.of(new Outcome.Failed(new Failure(data, words)));
      case Fault.Unknown(String reason) ->
          Optional.of(new Answer.Doubt(reason, new Failure(ErrorCode.TARGET_REFUSED, words)));
      case Fault.Passing ignored -> Optional.empty();
    };
  }

  /** Whose fault an error of a code is. */
  public static Fault of(int code) {
    if (TOO_LONG.contains(code)) {
      return new Fault.OfData(ErrorCode.TARGET_TOO_LONG);
    }
    if (CONSTRAINT.contains(code)) {
      return new Fault.OfData(ErrorCode.TARGET_CONSTRAINT);
    }
    if (REFUSED.contains(code)) {
      return new Fault.OfData(ErrorCode.TARGET_REFUSED);
    }
    return passing(code).<Fault>map(Fault.Passing::new).orElseGet(() -> unknown(code));
  }

  /**
   * Whether a command that got this code will never be done: neither does it pass, nor is nothing
   * known of it.
   */
  public static boolean isRefusal(int code) {
    return code > 0 && passing(code).isEmpty();
  }

  private static Fault unknown(int code) {
    return new Fault.Unknown(Integer.toString(code));
  }

  private static Optional<ErrorCode> passing(int code) {
    return Map.of(
            ErrorCode.TARGET_LOGIN, LOGIN,
            ErrorCode.TARGET_FULL, FULL,
            ErrorCode.TARGET_SLOW, SLOW,
            ErrorCode.TARGET_CONFLICT, CONFLICT,
            ErrorCode.TARGET_TOO_MUCH, TOO_MUCH,
            ErrorCode.TARGET_THROTTLES, THROTTLES,
            ErrorCode.TARGET_UNREACHABLE, AWAY)
        .entrySet()
        .stream()
        .filter(codes -> codes.getValue().contains(code))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** That nothing goes in, in the words of a refusal. */
  public Trouble refusesAll(Answer refusal) {
    String words = refusal instanceof Answer.Doubt doubt ? doubt.failure().message() : "";
    return new Trouble(ErrorCode.TARGET_REFUSES_ALL, server + ": " + words);
  }

  /** An error of a write that no record is to blame for. */
  public Trouble trouble(WriteError error) {
    return trouble(error.getCode(), error.getMessage());
  }

  /** A write that was done, but not confirmed by as many servers as it must be. */
  public Trouble trouble(WriteConcernError error) {
    return trouble(error.getCode(), error.getMessage());
  }

  private Trouble trouble(int code, String message) {
    return new Trouble(
        codeOf(code), server + " asks to try again: " + message + " (code " + code + ")");
  }

  /** What came instead of an answer. */
  public Trouble trouble(MongoException e) {
    return switch (e) {
      case MongoSecurityException login ->
          new Trouble(ErrorCode.TARGET_LOGIN, server + " refuses the login", login);
      case MongoTimeoutException timeout -> unreachable(timeout);
      case MongoNotPrimaryException election -> busy(election);
      case MongoNodeIsRecoveringException recovery -> busy(recovery);
      case MongoSocketReadTimeoutException late ->
          new Trouble(ErrorCode.TARGET_SLOW, server + " does not answer in time", late);
      case MongoSocketException network -> unreachable(network);
      case MongoInterruptedException interrupted ->
          new Trouble(ErrorCode.TARGET_BUSY, "waiting for " + server + " ended", interrupted);
      default -> busy(e);
    };
  }

  private Trouble unreachable(MongoException e) {
    return new Trouble(ErrorCode.TARGET_UNREACHABLE, server + " does not answer", e);
  }

  private Trouble busy(MongoException e) {
    ErrorCode code = codeOf(e.getCode());
    String what =
        switch (code) {
          case TARGET_LOGIN -> " refuses the login";
          case TARGET_REFUSES_ALL -> " refuses: " + e.getMessage();
          default -> " asks to try again";
        };
    String right = e.getCode() == UNAUTHORIZED ? "; the user lacks a right there" : "";
    return new Trouble(code, server + what + " (code " + e.getCode() + ")" + right, e);
  }

  /** An error that no record is alone with: what is not known to pass refuses everything. */
  private static ErrorCode codeOf(int code) {
    return switch (of(code)) {
      case Fault.Passing(ErrorCode passing) -> passing;
      case Fault.OfData ignored -> ErrorCode.TARGET_REFUSES_ALL;
      // A driver's error without a code is about the way to the server.
      case Fault.Unknown ignored ->
          code <= 0 || code == DUPLICATE_KEY ? ErrorCode.TARGET_BUSY : ErrorCode.TARGET_REFUSES_ALL;
    };
  }
}
