package io.godwit.common.model;

/**
 * How far a split has been read.
 *
 * @param ordinal how many of its records lie before, which is also the ordinal of the next one
 * @param at where the next one starts, in a form that only the source reads; empty before the first
 */
public record Position(long ordinal, String at) {

  /** Before the first record of a split. */
  public static final Position START = new Position(0, "");
}
