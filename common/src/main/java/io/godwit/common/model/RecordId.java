package io.godwit.common.model;

/**
 * Which record of a run this is: the books are kept by these.
 *
 * @param split the number of the split, from 0
 * @param ordinal the place of the record inside its split, from 0; unreadable records count too
 */
public record RecordId(int split, long ordinal) {

  /** Refuses negative numbers. */
  public RecordId {
    if (split < 0 || ordinal < 0) {
      throw new IllegalArgumentException(
          "a record id counts from 0, not " + split + " and " + ordinal);
    }
  }
}
