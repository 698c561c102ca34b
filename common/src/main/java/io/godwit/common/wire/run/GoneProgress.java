package io.godwit.common.wire.run;

/**
 * How far a task is with the rows of one table that are gone from the source.
 *
 * @param marks whether they are marked, and not deleted
 * @param owned how many rows the job owns there, when they were counted
 * @param found how many of these are gone
 * @param done how many of these are deleted or marked, in the order in which they are kept
 * @param from the offset from which those that are not done are kept in the gone topic; negative
 *     until all are
 * @param allowed how many a person has allowed to be gone; 0 where the job's own limit stands
 */
public record GoneProgress(
    boolean marks, long owned, long found, long done, long from, long allowed) {

  private static final long NOT_KEPT = -1;

  /** Rows that are counted, and nothing else. */
  public static GoneProgress counted(boolean marks, long owned, long found, long allowed) {
    return new GoneProgress(marks, owned, found, 0, NOT_KEPT, allowed);
  }

  /** Whether it is settled which rows they are: each stands in the gone topic. */
  public boolean isKept() {
    return from >= 0;
  }

  /** The same, of which each stands there from an offset on. */
  public GoneProgress keptFrom(long offset) {
    return new GoneProgress(marks, owned, found, done, offset, allowed);
  }

  /** The same with so many more done, of which the next is kept at an offset or later. */
  public GoneProgress plus(int more, long next) {
    return new GoneProgress(marks, owned, found, done + more, next, allowed);
  }

  /** The same when a person has said how many may be gone. */
  public GoneProgress allowing(long most) {
    return new GoneProgress(marks, owned, found, done, from, most);
  }
}
