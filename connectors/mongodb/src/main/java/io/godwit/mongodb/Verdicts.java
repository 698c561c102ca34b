package io.godwit.mongodb;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoInterruptedException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.WriteError;
import com.mongodb.bulk.WriteConcernError;
import io.godwit.common.model.ErrorCode;
import io.godwit.common.model.Failure;
import io.godwit.common.model.Trouble;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an error of the server means. The codes that blame a record are a closed list (MongoDB's
 * {@code error_codes.yml}); any other one may pass, so it is trouble and never an outcome.
 *
 * @param server how messages call the server, free of secrets
 */
record Verdicts(String server) {

  private static final int DUPLICATE_KEY = 11000;
  private static final Pattern INDEX = Pattern.compile("index: (\\S+)");

  private static final Set<Integer> TOO_LONG = Set.of(10334, 17280, 17419, 17420);

  /** DocumentValidationFailure. */
  private static final Set<Integer> CONSTRAINT = Set.of(121);

  /**
   * In this order: BadValue, FailedToParse, TypeMismatch, Overflow, InvalidLength, InvalidBSON,
   * DollarPrefixedFieldName, InvalidIdField, NotSingleValueField, InvalidDBRef, EmptyFieldName,
   * DottedFieldName, ImmutableField, InvalidNamespace, CannotIndexParallelArrays; then what geo and
   * text indexes cannot take.
   */
  private static final Set<Integer> REFUSED =
      Set.of(2, 9, 14, 15, 16, 22, 52, 53, 54, 55, 56, 57, 66, 73, 171, 16755, 17261, 17262);

  /**
   * Of these, what a whole command is refused for because of one document in it. Not BadValue and
   * the like: of a command they blame its options, a write concern for instance, and would make
   * every record of a run fail.
   */
  private static final Set<Integer> REFUSED_WITH_ITS_COMMAND = Set.of(15, 16, 22, 10334);

  private static final Set<Integer> LOGIN = Set.of(13, 18, 8000);
  private static final Set<Integer> FULL = Set.of(14031, 12514);

  /**
   * Why a record failed; empty where the error is not its fault.
   *
   * @param keyIndexes the names of the indexes that the sink's key is unique by. A duplicate there
   *     means that somebody else inserted the key at the same moment: the next attempt finds it
   */
  Optional<Failure> failure(WriteError error, Set<String> keyIndexes) {
    if (error.getCode() == DUPLICATE_KEY) {
      Matcher index = INDEX.matcher(error.getMessage());
      return index.find() && keyIndexes.contains(index.group(1))
          ? Optional.empty()
          : Optional.of(new Failure(ErrorCode.TARGET_CONSTRAINT, error.getMessage()));
    }
    return refusal(error.getCode())
        .map(code -> new Failure(code, error.getMessage() + " (code " + error.getCode() + ")"));
  }

  /** Why the server refused a command because of what it holds; empty where that is not so. */
  Optional<Failure> failure(MongoCommandException e) {
    return refusal(e.getErrorCode())
        .filter(code -> REFUSED_WITH_ITS_COMMAND.contains(e.getErrorCode()))
        .map(code -> new Failure(code, e.getErrorMessage() + " (code " + e.getErrorCode() + ")"));
  }

  private static Optional<ErrorCode> refusal(int code) {
    if (TOO_LONG.contains(code)) {
      return Optional.of(ErrorCode.TARGET_TOO_LONG);
    }
    if (CONSTRAINT.contains(code)) {
      return Optional.of(ErrorCode.TARGET_CONSTRAINT);
    }
    return REFUSED.contains(code) ? Optional.of(ErrorCode.TARGET_REFUSED) : Optional.empty();
  }

  /** An error of a write that no record is to blame for. */
  Trouble trouble(WriteError error) {
    return trouble(error.getCode(), error.getMessage());
  }

  /** A write that was done, but not confirmed by as many servers as it must be. */
  Trouble trouble(WriteConcernError error) {
    return trouble(error.getCode(), error.getMessage());
  }

  private Trouble trouble(int code, String message) {
    return new Trouble(
        codeOf(code), server + " asks to try again: " + message + " (code " + code + ")");
  }

  /** What came instead of an answer. */
  Trouble trouble(MongoException e) {
    return switch (e) {
      case MongoSecurityException login ->
          new Trouble(ErrorCode.TARGET_LOGIN, server + " refuses the login", login);
      case MongoTimeoutException timeout -> unreachable(timeout);
      case MongoNotPrimaryException election -> busy(election);
      case MongoNodeIsRecoveringException recovery -> busy(recovery);
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
    String what = LOGIN.contains(e.getCode()) ? " refuses the login" : " asks to try again";
    return new Trouble(codeOf(e.getCode()), server + what + " (code " + e.getCode() + ")", e);
  }

  private static ErrorCode codeOf(int code) {
    if (LOGIN.contains(code)) {
      return ErrorCode.TARGET_LOGIN;
    }
    return FULL.contains(code) ? ErrorCode.TARGET_FULL : ErrorCode.TARGET_BUSY;
  }
}
