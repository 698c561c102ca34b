package io.godwit.common.wire.run;

import java.util.Objects;
import java.util.Optional;

/**
 * What the jobs topic holds of a job, under its name: the run that is on its way or was the last,
 * the definition that it runs by, and whose it is.
 *
 * @param job the job's name
 * @param run the run's id: unique, and sorted by time
 * @param definition the text of the job file, references unresolved, so no secret travels
 * @param base the folder that the job's relative paths start from, on the producer's machine
 * @param startedAt when the run began, in milliseconds since 1970
 * @param holder the command that took the job last, alive or not; empty where none has
 * @param published whether the command that publishes has said that all is published
 * @param reported whether somebody has been told how the run ended
 * @param replay what it takes up again; empty where it reads the job's source
 * @param undo that it, or a run before it, is undone; empty where none is
 * @param whole the last run before it that read the job's source, of which all has arrived; empty
 *     where that is not known, and of jobs that do not ask for it
 */
public record JobEntry(
    String job,
    String run,
    String definition,
    String base,
    long startedAt,
    Optional<Holder> holder,
    boolean published,
    boolean reported,
    Optional<ReplayOrder> replay,
    Optional<UndoMark> undo,
    Optional<String> whole) {

  /** What an entry of a version has that knew of neither is nothing. */
  public JobEntry {
    undo = Objects.requireNonNullElse(undo, Optional.empty());
    whole = Objects.requireNonNullElse(whole, Optional.empty());
  }

  /** A run that has begun, and is nobody's yet. */
  public JobEntry(String job, String run, String definition, String base, long startedAt) {
    this(
        job,
        run,
        definition,
        base,
        startedAt,
        Optional.empty(),
        false,
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** The same run, which takes up again what an earlier one could not write. */
  public JobEntry replaying(ReplayOrder order) {
    return new JobEntry(
        job,
        run,
        definition,
        base,
        startedAt,
        holder,
        published,
        reported,
        Optional.of(order),
        undo,
        whole);
  }

  /** The run whose source was read: this one, or that which it repairs. */
  public String root() {
    return replay.map(ReplayOrder::root).orElse(run);
  }

  /** The same run, taken by a command. */
  public JobEntry heldBy(Holder next) {
    return new JobEntry(
        job,
        run,
        definition,
        base,
        startedAt,
        Optional.of(next),
        published,
        reported,
        replay,
        undo,
        whole);
  }

  /** The same run, whoever has taken it. */
  public JobEntry ofWhoever() {
    return new JobEntry(
        job,
        run,
        definition,
        base,
        startedAt,
        Optional.empty(),
        published,
        reported,
        replay,
        undo,
        whole);
  }

  /** The same run, with these marks. */
  public JobEntry marked(boolean isPublished, boolean isReported) {
    return new JobEntry(
        job,
        run,
        definition,
        base,
        startedAt,
        holder,
        isPublished,
        isReported,
        replay,
        undo,
        whole);
  }

  /** The same run, of whose job a run is undone. */
  public JobEntry undone(UndoMark mark) {
    return undone(Optional.of(mark));
  }

  /** The same run, of whose job a run is undone, or none. */
  public JobEntry undone(Optional<UndoMark> mark) {
    return new JobEntry(
        job, run, definition, base, startedAt, holder, published, reported, replay, mark, whole);
  }

  /** Whether a run of the job is being undone, and not all of it is. */
  public boolean isBeingUndone() {
    return undo.filter(mark -> !mark.done()).isPresent();
  }

  /** The same run, which comes after one of which all has arrived, if there was one. */
  public JobEntry after(Optional<String> wholeRun) {
    return new JobEntry(
        job, run, definition, base, startedAt, holder, published, reported, replay, undo, wholeRun);
  }

  /** Whether a command has taken it, and no other since. */
  public boolean isOf(Holder command) {
    return holder.filter(last -> last.token().equals(command.token())).isPresent();
  }
}
