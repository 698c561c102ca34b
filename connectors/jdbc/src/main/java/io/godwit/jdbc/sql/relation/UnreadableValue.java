package io.godwit.jdbc.sql.relation;

import java.io.Serial;

/** A value of the database that no value on the way can be. Its record is unreadable. */
public final class UnreadableValue extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  private final String column;

  /**
   * A value of a column.
   *
   * @param problem what is the matter with it, behind the column's name
   */
  public UnreadableValue(String column, String problem) {
    super("column " + column + " " + problem);
    this.column = column;
  }

  /** The column that holds it. */
  public String column() {
    return column;
  }

  /** One sentence that names the column and the value; never null. */
  public String message() {
    return String.valueOf(getMessage());
  }
}
