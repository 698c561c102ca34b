package io.godwit.common.run;

import io.godwit.common.wire.run.RunFinish;
import java.time.Duration;
import java.util.Optional;

/**
 * How a run goes, as the topics tell it to whoever has watched for a while.
 *
 * @param view what the topics say
 * @param finish how it ended, of the same numbers as the view; empty while the report is not
 *     written
 * @param phase what it is at
 * @param speed how fast records come to an end
 * @param elapsed since the run began, until it ended
 * @param expected how long the job says that a run takes; empty where it does not
 */
public record RunProgress(
    RunView view,
    Optional<RunFinish> finish,
    RunPhase phase,
    Speed speed,
    Duration elapsed,
    Optional<Duration> expected) {

  /**
   * How long a view may stand before those who look are told that it is old: looks are taken twice
   * a second, unless they cannot be.
   */
  public static final Duration STALE = Duration.ofSeconds(5);

  /**
   * How many records have been read from the source. Outcomes are looked at after the reading, so
   * of an open run they may be ahead of it; what has an outcome has been read.
   */
  public long read() {
    return phase.isOpen() ? Math.max(view.read(), view.ended()) : view.read();
  }

  /** The same, told by a command that is to end: what it has in hand is all that still ends. */
  public RunProgress stopping() {
    return new RunProgress(view, finish, RunPhase.STOPPING, speed.standing(), elapsed, expected);
  }

  /**
   * The same, of which nothing has been heard for longer than {@link #STALE}: how fast it is now,
   * and when it will be done, is not known any more.
   */
  public RunProgress unheard() {
    return new RunProgress(view, finish, phase, speed.standing(), elapsed, expected);
  }
}
