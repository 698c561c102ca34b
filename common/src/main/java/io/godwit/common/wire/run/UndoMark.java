package io.godwit.common.wire.run;

/**
 * That a run of a job is undone, or is being undone: what stands in the job's entry from before the
 * first row is put back. A run that has begun since has an entry without it.
 *
 * @param run the run that is undone, which may be an earlier one than the entry's
 * @param done whether all is put back but for what is left
 * @param putBack how many rows were put back by the command that ended it
 * @param left how many rows are not as they were before
 */
public record UndoMark(String run, boolean done, long putBack, long left) {

  /** One that has begun. */
  public static UndoMark begun(String run) {
    return new UndoMark(run, false, 0, 0);
  }
}
