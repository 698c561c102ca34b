package io.godwit.common.model.value;

/** Values that are objects already. */
final class ValueCells implements Cells {

  private final Value[] values;

  /**
   * Cells over an array that the caller gives away.
   *
   * @param values none null
   */
  ValueCells(Value[] values) {
    this.values = values;
  }

  @Override
  public int size() {
    return values.length;
  }

  @Override
  public Value value(int place) {
    return values[place];
  }

  @Override
  public void tell(int place, ValueConsumer consumer) {
    values[place].tell(consumer);
  }
}
