package io.godwit.common.model.value;

/** Cells of another document in another order, with some of their own between them. */
final class ArrangedCells implements Cells {

  private final Cells base;
  private final int[] from;
  private final Value[] own;

  /**
   * An arrangement over arrays that the caller gives away.
   *
   * @param from for each place where its value stands in the base; or, where it is negative, the
   *     complement of where it stands among those of its own
   */
  ArrangedCells(Cells base, int[] from, Value[] own) {
    this.base = base;
    this.from = from;
    this.own = own;
  }

  @Override
  public int size() {
    return from.length;
  }

  @Override
  public Value value(int place) {
    int at = from[place];
    return at < 0 ? own[~at] : base.value(at);
  }

  @Override
  public void tell(int place, ValueConsumer consumer) {
    int at = from[place];
    if (at < 0) {
      own[~at].tell(consumer);
    } else {
      base.tell(at, consumer);
    }
  }
}
