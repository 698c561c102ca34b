package io.godwit.common.model.value;

/**
 * Makes documents of values that are told bare, one behind the other: no object is made of a number
 * or a text on its way from a source. For one thread at a time.
 */
public interface RowBuilder extends ValueConsumer {

  /** Begins a row. What was told since the last {@link #take} is forgotten. */
  void begin();

  /**
   * A value of the row.
   *
   * @param place from 0 to before the number of values that were told
   */
  Value value(int place);

  /**
   * The row as a document, which never changes.
   *
   * @param names as many as values were told, distinct; given away
   */
  Document take(String[] names);
}
