package io.godwit.worker.evidence;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spi.Sink;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The sinks of a job by unit. Each is opened when the first batch of its unit has come: a worker
 * reads no plan, and of many units it may meet a few. What is the same for all units was checked
 * when the target was opened, so a job of one table finds out nothing later than it did.
 *
 * <p>Any thread may ask; one sink is opened at a time.
 */
public final class UnitSinks {

  private final Opener opener;
  private final Beginning beginning;
  private final ReentrantLock opening = new ReentrantLock();
  private final ConcurrentMap<String, SharedSink> units = new ConcurrentHashMap<>();

  /** A target may have one sink for many units, which begins once. */
  private final Map<Sink, SharedSink> begun = new HashMap<>();

  /** How the sink of a unit is had. */
  @FunctionalInterface
  public interface Opener {
    /**
     * The sink of a unit.
     *
     * @throws Trouble where the target does not answer
     */
    Sink open(String unit) throws Trouble;
  }

  /** What is done with a sink before it writes anything. */
  @FunctionalInterface
  public interface Beginning {
    /**
     * Does it, once for each sink; where it throws, again before the next attempt.
     *
     * @throws Trouble where somebody who is asked does not answer
     */
    void with(Sink sink) throws Trouble;
  }

  /** Sinks of which none is open. */
  public UnitSinks(Opener opener) {
    this(opener, sink -> {});
  }

  private UnitSinks(Opener opener, Beginning beginning) {
    this.opener = opener;
    this.beginning = beginning;
  }

  /** The same sinks, none of them open, with which one more thing is done first. */
  public UnitSinks beginning(Beginning more) {
    return new UnitSinks(
        opener,
        sink -> {
          beginning.with(sink);
          more.with(sink);
        });
  }

  /**
   * The sink of a unit.
   *
   * @throws Trouble where the target does not answer, or the thread was interrupted meanwhile; the
   *     next call tries again
   * @throws io.godwit.common.model.failure.Refused where the target lacks something for this unit
   */
  public SharedSink of(String unit) throws Trouble {
    SharedSink known = units.get(unit);
    return known == null ? opened(unit) : known;
  }

  private SharedSink opened(String unit) throws Trouble {
    try {
      opening.lockInterruptibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble(
          ErrorCode.TARGET_BUSY, "interrupted while the sink of " + unit + " was opened", e);
    }
    try {
      SharedSink known = units.get(unit);
      if (known != null) {
        return known;
      }
      Sink sink = opener.open(unit);
      SharedSink shared = begun.get(sink);
      if (shared == null) {
        beginning.with(sink);
        shared = new SharedSink(sink);
        begun.put(sink, shared);
      }
      units.put(unit, shared);
      return shared;
    } finally {
      opening.unlock();
    }
  }
}
