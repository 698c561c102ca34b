package io.godwit.aggregator.web;

import java.util.ArrayList;
import java.util.List;

/**
 * How fast a run has been, over its whole time, in a bounded number of points: when they are full,
 * two become one, and each stands for twice the time. For one thread.
 */
final class RateHistory {

  static final int MOST = 240;

  /** What a point says of a time that nobody watched. */
  static final long UNKNOWN = -1;

  /** A rate is that of the seconds before it, so it stands for those of them that have none. */
  private static final int REACH_SECONDS = 5;

  private final List<Slot> slots = new ArrayList<>();
  private long from = -1;
  private int every = 1;

  private record Slot(double sum, int count) {

    static final Slot EMPTY = new Slot(0, 0);

    Slot plus(Slot other) {
      return new Slot(sum + other.sum, count + other.count);
    }

    long mean() {
      return count == 0 ? UNKNOWN : Math.round(sum / count);
    }
  }

  /**
   * The points.
   *
   * @param from when the first one begins, in seconds since the run began
   * @param every how many seconds a point stands for
   * @param rates records per second; {@link #UNKNOWN} where nobody watched
   */
  record Curve(long from, int every, List<Long> rates) {}

  /** Takes how fast the run was at a second of it; earlier than the first ones are passed over. */
  void add(long second, double rate) {
    if (from < 0) {
      from = second;
    }
    while ((second - from) / every >= MOST) {
      halve();
    }
    int slot = (int) ((second - from) / every);
    if (slot < 0) {
      return;
    }
    int missing = slot - slots.size();
    while (slots.size() < slot) {
      slots.add(missing * every < REACH_SECONDS ? new Slot(rate, 1) : Slot.EMPTY);
    }
    if (slots.size() == slot) {
      slots.add(Slot.EMPTY);
    }
    slots.set(slot, slots.get(slot).plus(new Slot(rate, 1)));
  }

  private void halve() {
    List<Slot> halved = new ArrayList<>();
    for (int i = 0; i < slots.size(); i += 2) {
      Slot next = i + 1 < slots.size() ? slots.get(i + 1) : Slot.EMPTY;
      halved.add(slots.get(i).plus(next));
    }
    slots.clear();
    slots.addAll(halved);
    every *= 2;
  }

  /** As it is now. */
  Curve curve() {
    return new Curve(Math.max(0, from), every, slots.stream().map(Slot::mean).toList());
  }
}
