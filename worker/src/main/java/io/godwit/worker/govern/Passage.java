package io.godwit.worker.govern;

import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spi.ResourceBound;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * One partition's way through the gates: it holds a gate only while it is inside what the gate is
 * for. It keeps the order that {@link Gates} rests on, and knows how long it has waited, which is
 * no time of the batch. For one thread.
 */
public final class Passage {

  private final Gates gates;
  private final Watch watch;
  private final BooleanSupplier calledOff;
  private Optional<Gate> inside = Optional.empty();
  private int unpacked;
  private long waited;

  /** Is told while somebody waits at a gate. */
  public interface Watch {
    /** It begins to wait. */
    void waits();

    /** It waits no longer. */
    void goesOn();
  }

  /** What is done inside. */
  @FunctionalInterface
  public interface Work<T> {
    /** Does it. */
    T run() throws Trouble, InterruptedException;
  }

  /**
   * A way that is not begun.
   *
   * @param calledOff whether what waited at a gate is not to be begun any more; asked inside
   */
  public Passage(Gates gates, Watch watch, BooleanSupplier calledOff) {
    this.gates = gates;
    this.watch = watch;
    this.calledOff = calledOff;
  }

  /** The way of one who shares nothing with anybody, and so never waits. */
  public static Passage alone() {
    Watch nobody =
        new Watch() {
          @Override
          public void waits() {}

          @Override
          public void goesOn() {}
        };
    return new Passage(new Gates(List.of(), 1, Long.MAX_VALUE), nobody, () -> false);
  }

  /**
   * Waits until so much may be unpacked. Who wants more than may ever be at once is let in alone.
   *
   * @param bytes before it is decoded
   */
  public void unpack(long bytes) throws InterruptedException {
    if (inside.isPresent() || unpacked > 0) {
      throw new IllegalStateException("bytes come before every other gate, and once");
    }
    int wanted = gates.unpackedPlaces(bytes);
    enter(gates.unpacked(), wanted);
    unpacked = wanted;
  }

  /** Gives back what {@link #unpack} has asked for beyond this. */
  public void unpacked(long bytes) {
    int kept = Math.min(unpacked, gates.unpackedPlaces(bytes));
    gates.unpacked().leave(unpacked - kept);
    unpacked = kept;
  }

  /** What was unpacked is forgotten; nothing where nothing was. */
  public void packed() {
    gates.unpacked().leave(unpacked);
    unpacked = 0;
  }

  /**
   * Does something inside the gate of what it needs.
   *
   * @throws CalledOff where it was called off meanwhile; nothing is begun then
   * @throws Trouble as the work does
   * @throws InterruptedException where the thread is interrupted while it waits, or by the work
   */
  public <T> T through(ResourceBound bound, Work<T> work) throws Trouble, InterruptedException {
    if (inside.isPresent()) {
      throw new IllegalStateException("whoever is inside a gate enters no other one");
    }
    Gate gate = gates.of(bound);
    enter(gate, 1);
    inside = Optional.of(gate);
    try {
      if (calledOff.getAsBoolean()) {
        throw new CalledOff();
      }
      return work.run();
    } finally {
      inside = Optional.empty();
      gate.leave(1);
    }
  }

  private void enter(Gate gate, int wanted) throws InterruptedException {
    if (gate.tryEnter(wanted)) {
      return;
    }
    long begun = System.nanoTime();
    watch.waits();
    try {
      gate.enter(wanted);
    } finally {
      watch.goesOn();
      waited += System.nanoTime() - begun;
    }
  }

  /** How long it has waited at gates so far, in nanoseconds. */
  public long waited() {
    return waited;
  }
}
