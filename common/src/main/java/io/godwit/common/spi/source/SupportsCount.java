package io.godwit.common.spi.source;

import io.godwit.common.model.failure.Trouble;

/**
 * A reader of a source that changes: what it reads was not counted while planning, since that count
 * would be of another state. It has the source count what it reads, and so the books balance, or
 * show that the reader left something out.
 */
public interface SupportsCount {

  /**
   * How many records lie between the position where this reader began and the end of its split, in
   * the state that it reads: counted by the source, and not by whoever reads them. Asked once, when
   * the reader has answered its end.
   *
   * <p>A split that is resumed is read in another state from there on. What its first reader had
   * published then counts as read, and this is the count of the rest.
   *
   * @throws Trouble where the source does not answer; the reader is then of no more use
   */
  long counted() throws Trouble;
}
