package io.godwit.common.wire.run;

import io.godwit.common.model.Task;
import java.util.Optional;

/**
 * What the splits topic holds of a task, under {@code run/task-number}.
 *
 * @param number its place among the tasks of the run, from 0
 * @param task what is to be done
 * @param state whether it is
 * @param refusal why the target refused it; empty unless it did
 * @param gone how far it is with rows that are gone; empty for other tasks, and until they were
 *     counted
 * @param verified how far it is with comparing, and what that has found; empty for other tasks, and
 *     until it began
 */
public record TaskProgress(
    int number,
    Task task,
    State state,
    Optional<String> refusal,
    Optional<GoneProgress> gone,
    Optional<VerifyProgress> verified) {

  /** One that compares nothing. */
  public TaskProgress(
      int number, Task task, State state, Optional<String> refusal, Optional<GoneProgress> gone) {
    this(number, task, state, refusal, gone, Optional.empty());
  }

  /** How far it is. */
  public enum State {
    /** It is to be done, or was begun by a process that is gone. */
    OPEN,
    /** It is done. */
    DONE,
    /** The target has refused it; it is for a person to say when it is tried again. */
    REFUSED
  }

  /** One that is to be done. */
  public static TaskProgress open(int number, Task task) {
    return new TaskProgress(number, task, State.OPEN, Optional.empty(), Optional.empty());
  }

  /** Whether it is to be carried out. */
  public boolean isOpen() {
    return state == State.OPEN;
  }

  /** The same when it was carried out, and refused or not. */
  public TaskProgress ended(Optional<String> why) {
    return new TaskProgress(
        number, task, why.isEmpty() ? State.DONE : State.REFUSED, why, gone, verified);
  }

  /** The same so far with rows that are gone. */
  public TaskProgress with(GoneProgress far) {
    return new TaskProgress(number, task, state, refusal, Optional.of(far), verified);
  }

  /** The same so far with comparing. */
  public TaskProgress with(VerifyProgress far) {
    return new TaskProgress(number, task, state, refusal, gone, Optional.of(far));
  }

  /** The same to be carried out from its beginning, as this progress says. */
  public TaskProgress anew(VerifyProgress begun) {
    return new TaskProgress(number, task, State.OPEN, Optional.empty(), gone, Optional.of(begun));
  }

  /**
   * The same to be carried out again, from where it was refused.
   *
   * @param most how many rows may be gone, whatever the job says; 0 where that stands
   */
  public TaskProgress again(long most) {
    Optional<GoneProgress> far =
        gone.map(found -> found.allowing(most))
            .filter(found -> found.isKept() || found.allowed() > 0);
    return new TaskProgress(number, task, State.OPEN, Optional.empty(), far);
  }
}
