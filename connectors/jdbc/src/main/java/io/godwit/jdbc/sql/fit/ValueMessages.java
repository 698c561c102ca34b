package io.godwit.jdbc.sql.fit;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.text.Excerpt;
import io.godwit.common.model.value.Key;
import io.godwit.common.model.value.Value;
import java.util.Optional;

/** What is said of a value that a column cannot hold, or could hold only changed. */
public final class ValueMessages {

  private static final int MOST_SHOWN = 100;

  private ValueMessages() {}

  /** The value is of a type that the column does not take. */
  public static Optional<Failure> type(Value value, Column column) {
    return failure(
        ErrorCode.TARGET_TYPE,
        column,
        "does not take "
            + value.getClass().getSimpleName()
            + " values such as "
            + shown(Key.display(value)));
  }

  /** The value is of a type that another system alone has. */
  public static Optional<Failure> foreign(Value.Foreign value, Column column) {
    return failure(
        ErrorCode.VALUE_UNSUPPORTED,
        column,
        "cannot hold a " + value.kind() + ", a type that no SQL database has");
  }

  /**
   * The column would take the value and change it.
   *
   * @param rule what it would do to such values
   */
  public static Optional<Failure> inexact(String value, Column column, String rule) {
    return failure(
        ErrorCode.TARGET_TYPE, column, "cannot hold " + shown(value) + " exactly: " + rule);
  }

  /** The database would have to guess which day or time a text means. */
  public static Optional<Failure> guessed(String value, Column column) {
    return failure(
        ErrorCode.TARGET_TYPE,
        column,
        "does not take "
            + shown(value)
            + ": what the database would make of it depends on its settings or on the moment; write"
            + " a date as 2025-04-05 and a time as 22:05:00, or tell the source how it spells"
            + " them");
  }

  /** The text has more characters than the column takes. */
  public static Optional<Failure> tooLong(int characters, Column column) {
    return failure(
        ErrorCode.TARGET_TOO_LONG,
        column,
        "takes at most " + column.maxLength() + " characters, not " + characters);
  }

  /** A key is spelt in a way of which it is not known what it equals. */
  public static Optional<Failure> key(String value, Column column, String examples) {
    return failure(
        ErrorCode.TARGET_TYPE,
        column,
        "belongs to the sink's key, where " + shown(value) + " must be spelt as " + examples);
  }

  /** The column must not be null. */
  public static Optional<Failure> isNull(Column column) {
    return failure(ErrorCode.TARGET_NULL, column, "must not be null");
  }

  /** The sink's key is not whole. */
  public static Optional<Failure> noKey(Column column, String state) {
    return failure(
        ErrorCode.KEY_MISSING,
        column,
        "belongs to the sink's key, and the record's field is " + state);
  }

  private static Optional<Failure> failure(ErrorCode code, Column column, String problem) {
    return Optional.of(new Failure(code, column.described() + " " + problem, column.name()));
  }

  private static String shown(String text) {
    String line = text.replaceAll("\\p{Cntrl}", "?");
    return "'" + Excerpt.of(line, MOST_SHOWN) + "'";
  }
}
