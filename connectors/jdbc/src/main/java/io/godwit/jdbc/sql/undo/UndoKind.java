package io.godwit.jdbc.sql.undo;

/**
 * What a run has done to a row, and with it what takes it back.
 *
 * @see TableUndo
 */
enum UndoKind {
  /** It was there and is gone by the run: it is inserted again. */
  REMOVED(1, 0),
  /** It was there and is another one: it is set to what it was. */
  CHANGED(1, 1),
  /** It was not there: it is deleted. */
  MADE(0, 1);

  private final int had;
  private final int there;

  UndoKind(int had, int there) {
    this.had = had;
    this.there = there;
  }

  /** Which of the rows that were left are of it. */
  String condition(String alias) {
    return "%1$s.godwit_had = %2$d and %1$s.godwit_there = %3$d".formatted(alias, had, there);
  }
}
