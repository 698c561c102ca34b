package io.godwit.common.monitor;

import io.godwit.common.model.failure.ErrorCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * What one role waits for now. Any thread may tell and ask.
 *
 * <p>There are two ways to know. Where a role has met trouble it {@linkplain #state states} it. A
 * call that has not come back cannot say so: it is {@linkplain #call named} before it begins, and
 * shows as soon as it takes longer than calls do. So a client may keep its long time-outs, which a
 * busy machine needs, and nobody is left without a word meanwhile.
 */
public final class Waits {

  /** What lasts no longer is work and no wait; people are told within two seconds. */
  private static final long SHOWN_AFTER = Duration.ofMillis(1200).toNanos();

  private final LongSupplier clock;
  private final Set<Call> calls = ConcurrentHashMap.newKeySet();
  private volatile List<Wait> stated = List.of();
  private volatile List<Wait> around = List.of();

  /** Of a role that waits for nothing. */
  public Waits() {
    this(System::nanoTime);
  }

  Waits(LongSupplier clock) {
    this.clock = clock;
  }

  /**
   * What may take long.
   *
   * @param <T> what it answers
   * @param <E> what it throws
   */
  @FunctionalInterface
  public interface Work<T, E extends Exception> {

    /** Does it. */
    T run() throws E;
  }

  /** A call that is under way. Two that are alike are two, so it is no record. */
  private static final class Call {
    private final Wait wait;
    private final long begun;

    Call(Wait wait, long begun) {
      this.wait = wait;
      this.begun = begun;
    }
  }

  /**
   * Makes a call that may take long, and answers what it does.
   *
   * @param code what is the matter where it takes long
   * @param what who has not answered
   */
  public <T, E extends Exception> T call(ErrorCode code, String what, Work<T, E> work) throws E {
    Call call = new Call(new Wait(code, what), clock.getAsLong());
    calls.add(call);
    try {
      return work.run();
    } finally {
      calls.remove(call);
    }
  }

  /** The role waits for these, one for each of its parts that waits, and for no others. */
  public void state(List<Wait> now) {
    stated = List.copyOf(now);
  }

  /** The role waits for this and nothing else. */
  public void state(Wait now) {
    stated = List.of(now);
  }

  /** The role works. */
  public void clear() {
    stated = List.of();
  }

  /** What somebody else has found out that keeps the role waiting, such as a topic that is gone. */
  public void around(List<Wait> found) {
    around = List.copyOf(found);
  }

  /** What is waited for: one for each part of the role that waits. */
  public List<Wait> each() {
    List<Wait> known = around;
    List<Wait> all = new ArrayList<>(stated);
    long now = clock.getAsLong();
    calls.stream()
        .filter(call -> now - call.begun >= SHOWN_AFTER)
        .map(call -> call.wait)
        .forEach(all::add);
    // Who looked at the matter itself knows it better than the one who is kept waiting by it.
    all.removeIf(wait -> known.stream().anyMatch(better -> better.code() == wait.code()));
    all.addAll(0, known);
    return all;
  }

  /** The same, each once. */
  public List<Wait> now() {
    return List.copyOf(new LinkedHashSet<>(each()));
  }

  /** The first of them, as a person reads it. */
  public Optional<String> first() {
    return now().stream().findFirst().map(Wait::text);
  }
}
