package io.godwit.common.spi.sink;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.Document;
import io.godwit.common.spi.Opening;
import java.util.List;
import java.util.function.Predicate;

/**
 * A target that can be put back to what it was before a run. Where it is opened for a job that
 * wants that ({@link Opening#undo()}), each transaction that writes keeps what its rows were before
 * the run first wrote them, and what it has left of them: both are there exactly if the write is.
 *
 * <p>Any thread may ask; one run is undone by one thread at a time.
 */
public interface SupportsUndo {

  /**
   * The runs of a job of which something is kept, the newest first.
   *
   * @throws Trouble where the target does not answer
   */
  List<Kept> kept(String job) throws Trouble;

  /**
   * Puts back what a run has written, in steps that are each whole or not there; killed anywhere,
   * it is called again and goes on. From the first step on, nothing of the run is written any more,
   * whoever is at it. Called again when it is done, it tries once more what it had to leave.
   *
   * <p>A row that is neither as the run has left it nor as it was before is somebody else's by now
   * and stays as it is; so does one that the target refuses to put back.
   *
   * @param partitions of the run's work
   * @return what became of its rows
   * @throws Trouble where the target does not answer
   * @throws Refused where a later run is not undone, nothing is kept of the run, or what it has
   *     written to is not there any more
   */
  Undone undo(JobRun run, int partitions, Listener listener) throws Trouble;

  /**
   * Forgets what is kept of runs before one, which can then be undone no more.
   *
   * @param run not itself
   * @return the runs of which something was kept
   * @throws Trouble where the target does not answer
   */
  List<String> forgetBefore(JobRun run) throws Trouble;

  /**
   * Forgets what is kept of some rows, of every run of a job that is not being written. An undo
   * leaves them as they are then, and does not tell of them. Killed anywhere, it is called again
   * and ends it.
   *
   * @param isMeant by the key of a row, as {@link Left#key()} has it
   * @param dry whether they are only counted
   * @return of how many rows something was kept, a row counted once for each run
   * @throws Trouble where the target does not answer
   */
  long forgetRows(String job, Predicate<Document> isMeant, boolean dry) throws Trouble;

  /**
   * A run of which something is kept.
   *
   * @param run its id
   * @param state how far its undo is
   */
  record Kept(String run, State state) {

    /**
     * Sees to it that a run may be undone before all others.
     *
     * @param runs all of which something is kept
     * @throws Refused where nothing is kept of it, or a later one is not undone, which may have
     *     written over it
     */
    public static void requireNewest(List<Kept> runs, JobRun run) {
      if (runs.stream().noneMatch(one -> one.run().equals(run.run()))) {
        throw new Refused(
            ErrorCode.UNDO_REFUSED,
            "of "
                + run
                + " nothing is kept: it has written nothing, or undo was off, or its run.keep is"
                + " over, or godwit clean has taken it away");
      }
      for (Kept one : runs) {
        if (one.run().compareTo(run.run()) > 0 && one.state() != State.UNDONE) {
          throw new Refused(
              ErrorCode.UNDO_REFUSED,
              "after "
                  + run
                  + " came run "
                  + one.run()
                  + ", which may have written over it: undo that first, by --run "
                  + one.run());
        }
      }
    }
  }

  /** How far the undo of a run is. */
  enum State {
    /** Nothing is done. */
    KEPT,
    /** Some of it is put back. */
    BEGUN,
    /** All is put back but for what had to be left. */
    UNDONE
  }

  /** Is told how an undo goes; on the thread that calls. */
  interface Listener {

    /**
     * So many rows more are as they were.
     *
     * @param rows at least one
     */
    void putBack(long rows);

    /** A row is left as it is. */
    void left(Left row);
  }

  /**
   * A row that is not as it was before the run.
   *
   * @param place what it is in, as a person calls it
   * @param key of the row
   * @param why it is not, a part of a sentence
   */
  record Left(String place, Document key, String why) {}

  /**
   * What an undo has put back since it was called, and left.
   *
   * @param restored rows that the run had changed
   * @param deleted rows that the run had made
   * @param inserted rows that the run had deleted
   * @param left rows that are not as they were
   */
  record Undone(long restored, long deleted, long inserted, long left) {

    /** Nothing yet. */
    public static final Undone NOTHING = new Undone(0, 0, 0, 0);

    /** All rows that are as they were. */
    public long putBack() {
      return restored + deleted + inserted;
    }
  }
}
