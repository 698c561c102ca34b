package io.godwit.common.model.failure;

import java.util.Locale;

/** The class of a data error, as reports and replays group them; other errors have none. */
public enum ErrorClass {
  MALFORMED,
  SIZE,
  KEY,
  TYPE,
  CONSTRAINT,
  LOOKUP,
  EXPRESSION,
  /** A file or an object that the record is, or names. */
  OBJECT,
  /** What a record did to the process that worked on it. */
  PROCESS,
  /** What an operator decided. */
  OPERATOR,
  /** Not a data error. */
  NONE;

  /** How reports spell it. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
