package io.godwit.common.model.failure;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Every error that a user can meet. The list is closed: dashboards, replays and the reference page
 * are made from it. A code keeps its id for ever, since dead letters hold it. Its words stand in
 * {@code errors.properties} beside it.
 */
public enum ErrorCode {
  CSV_FIELD_COUNT(ErrorClass.MALFORMED),
  CSV_UNCLOSED_QUOTE(ErrorClass.MALFORMED),
  CSV_AFTER_QUOTE(ErrorClass.MALFORMED),
  TEXT_ENCODING(ErrorClass.MALFORMED),
  TEXT_NUL(ErrorClass.MALFORMED),
  JSON_MALFORMED(ErrorClass.MALFORMED),
  SOURCE_RECORD_GONE(ErrorClass.MALFORMED),
  RECORD_TOO_LARGE(ErrorClass.SIZE),
  KEY_MISSING(ErrorClass.KEY),
  VALUE_TYPE(ErrorClass.TYPE),
  VALUE_UNSUPPORTED(ErrorClass.TYPE),
  LOOKUP_MISSING(ErrorClass.LOOKUP),
  EXPRESSION_FAILED(ErrorClass.EXPRESSION),
  FIELD_EXISTS(ErrorClass.MALFORMED),
  PASSWORD_UNFIT(ErrorClass.TYPE),
  TARGET_TYPE(ErrorClass.TYPE),
  TARGET_TOO_LONG(ErrorClass.SIZE),
  TARGET_NULL(ErrorClass.CONSTRAINT),
  TARGET_CONSTRAINT(ErrorClass.CONSTRAINT),
  TARGET_REFUSED(ErrorClass.CONSTRAINT),
  OBJECT_MISSING(ErrorClass.OBJECT),
  OBJECT_CHANGED(ErrorClass.OBJECT),
  OBJECT_EXISTS(ErrorClass.OBJECT),
  OBJECT_NAME(ErrorClass.OBJECT),
  OBJECT_SIZE(ErrorClass.OBJECT),
  CONTENT_UNREADABLE(ErrorClass.OBJECT),
  RECORD_KILLS_WORKER(ErrorClass.PROCESS),
  SKIPPED(ErrorClass.OPERATOR),

  JOB_SYNTAX(Kind.CONFIGURATION),
  JOB_INVALID(Kind.CONFIGURATION),
  JOB_UNKNOWN(Kind.CONFIGURATION),
  SECRET_MISSING(Kind.CONFIGURATION),
  FOLDER_FORBIDDEN(Kind.CONFIGURATION),
  SOURCE_MISSING(Kind.CONFIGURATION),
  SOURCE_CHANGED(Kind.CONFIGURATION),
  SOURCE_FIELD_UNKNOWN(Kind.CONFIGURATION),
  SOURCE_HEADER(Kind.CONFIGURATION),
  SOURCE_FORMAT(Kind.CONFIGURATION),
  SOURCE_DAMAGED(Kind.CONFIGURATION),
  SOURCE_RIGHTS(Kind.CONFIGURATION),
  SOURCE_QUERY(Kind.CONFIGURATION),
  SOURCE_KEY(Kind.CONFIGURATION),
  SOURCE_WATERMARK(Kind.CONFIGURATION),
  TABLE_MISSING(Kind.CONFIGURATION),
  COLUMN_MISSING(Kind.CONFIGURATION),
  COLUMN_UNSUPPORTED(Kind.CONFIGURATION),
  TARGET_REPLACED(Kind.CONFIGURATION),
  TARGET_NOT_MADE(Kind.CONFIGURATION),
  TARGET_NOT_REPLACEABLE(Kind.CONFIGURATION),
  GONE_REFUSED(Kind.CONFIGURATION),
  TARGET_READ_ONLY(Kind.CONFIGURATION),
  TARGET_RIGHTS(Kind.CONFIGURATION),
  KEY_NOT_UNIQUE(Kind.CONFIGURATION),
  KEY_UNKNOWN(Kind.CONFIGURATION),
  STORE_MISSING(Kind.CONFIGURATION),
  STORE_RIGHTS(Kind.CONFIGURATION),
  LEDGER_MISSING(Kind.CONFIGURATION),
  RUN_VERSION(Kind.CONFIGURATION),
  RUN_CONFLICT(Kind.CONFIGURATION),
  REPLAY_REFUSED(Kind.CONFIGURATION),
  REPLAY_UNFINISHED(Kind.CONFIGURATION),
  VERIFY_REFUSED(Kind.CONFIGURATION),
  UNDO_REFUSED(Kind.CONFIGURATION),
  UNDO_UNFINISHED(Kind.CONFIGURATION),
  JOB_HELD(Kind.CONFIGURATION),
  RUN_SUPERSEDED(Kind.CONFIGURATION),
  FOLDER_IN_USE(Kind.CONFIGURATION),
  TAKEN_OVER(Kind.CONFIGURATION),
  COMMAND_USAGE(Kind.CONFIGURATION),
  ADDRESS_TAKEN(Kind.CONFIGURATION),

  STORE_UNREACHABLE(Kind.TARGET),
  STORE_BUSY(Kind.TARGET),
  SOURCE_UNREADABLE(Kind.TARGET),
  TARGET_UNREACHABLE(Kind.TARGET),
  TARGET_LOGIN(Kind.TARGET),
  TARGET_BUSY(Kind.TARGET),
  TARGET_SLOW(Kind.TARGET),
  TARGET_CONFLICT(Kind.TARGET),

  TARGET_TOO_MUCH(Kind.CAPACITY),

  TARGET_THROTTLES(Kind.TARGET),
  TARGET_REFUSES_ALL(Kind.TARGET),
  TARGET_ALTERED(Kind.TARGET),
  LEDGER_TAKEN(Kind.TARGET),
  TARGET_AWAITED(Kind.TARGET),

  TARGET_FULL(Kind.CAPACITY),

  BROKER_UNREACHABLE(Kind.TARGET),
  TOPIC_GONE(Kind.TARGET),
  TOPIC_SETTINGS(Kind.CONFIGURATION),
  MESSAGE_VERSION(Kind.TARGET),
  RUN_AWAITED(Kind.TARGET),
  PRODUCER_AWAITED(Kind.TARGET),
  WORKER_AWAITED(Kind.TARGET),
  AGGREGATOR_AWAITED(Kind.TARGET),
  GROUP_AWAITED(Kind.TARGET),

  RECORDS_ON_TRIAL(Kind.CAPACITY),

  SOURCE_AWAITED(Kind.TARGET),
  PAUSED(Kind.TARGET),
  BUDGET_SPENT(Kind.TARGET),
  STACK_FAILED(Kind.TARGET),

  DISK(Kind.CAPACITY),

  BOOKS_NOT_BALANCED(Kind.INTERNAL),
  INTERNAL(Kind.INTERNAL);

  /** Whose fault an error is, which decides what happens next. */
  public enum Kind {
    /** The record's: it becomes a dead letter. */
    DATA,
    /** A server's: wait, or stop before anything began. */
    TARGET,
    /** A limit of space: wait, or stop before anything began. */
    CAPACITY,
    /** The user's request: refused before anything began. */
    CONFIGURATION,
    /** Godwit's own. */
    INTERNAL
  }

  private final Kind kind;
  private final ErrorClass errorClass;

  ErrorCode(ErrorClass errorClass) {
    this.kind = Kind.DATA;
    this.errorClass = errorClass;
  }

  ErrorCode(Kind kind) {
    this.kind = kind;
    this.errorClass = ErrorClass.NONE;
  }

  /** The code of an id, as {@link #id()} spells it. */
  public static Optional<ErrorCode> ofId(String id) {
    return Arrays.stream(values()).filter(code -> code.id().equals(id)).findFirst();
  }

  /** How reports, topics and messages spell the code, for instance {@code csv-field-count}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whose fault it is. */
  public Kind kind() {
    return kind;
  }

  /** The class by which reports group it. */
  public ErrorClass errorClass() {
    return errorClass;
  }

  /** What is the matter, in one sentence. */
  public String cause() {
    return ErrorTexts.cause(this);
  }

  /** What to do about it, in one sentence. */
  public String remedy() {
    return ErrorTexts.remedy(this);
  }
}
