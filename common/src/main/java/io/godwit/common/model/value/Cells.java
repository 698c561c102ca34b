package io.godwit.common.model.value;

/**
 * The values of a document, each at its place. What they are kept as is not seen from outside:
 * mostly the bytes in which they came. Immutable; safe for any thread.
 */
public interface Cells {

  /** The number of values. */
  int size();

  /**
   * A value as an object, which may be made for this call.
   *
   * @param place from 0 to {@code size() - 1}
   */
  Value value(int place);

  /**
   * Says what a cell holds, by one call of the consumer.
   *
   * @param place from 0 to {@code size() - 1}
   */
  void tell(int place, ValueConsumer consumer);
}
