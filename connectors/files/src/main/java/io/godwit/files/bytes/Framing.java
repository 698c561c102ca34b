package io.godwit.files.bytes;

import io.godwit.common.model.failure.Failure;
import java.util.Optional;

/**
 * Finds where records begin and end, without understanding them.
 *
 * <p>The planner counts records with it and the reader cuts them out with it, so the two cannot
 * disagree on where a record begins. It is fed a file's bytes in order, in pieces of any size, and
 * keeps its state between the pieces: a quote may open in one and close in another.
 *
 * <p>Between two records stand line ends and blank lines; they belong to neither. A record starts
 * with its first byte and ends before the line end that closes it, so both ends are places at which
 * a fresh framing can go on, given the line number. For one thread at a time.
 */
public interface Framing {

  /**
   * Passes over what stands before a record. To be called at the start, and after {@link #end}
   * found one.
   *
   * @return where the record starts, or {@code to} where all bytes were passed over
   */
  int skip(byte[] bytes, int from, int to);

  /**
   * Looks for the end of the record that {@link #skip} found the start of.
   *
   * @return the place of the line end that closes it, or -1 where it does not end before {@code
   *     to}; the next call then brings the bytes that follow
   */
  int end(byte[] bytes, int from, int to);

  /** The number of the line of the byte behind the last one looked at, from 1. */
  long line();

  /**
   * What the file lacks at its end though no record is open there; empty where nothing is. To be
   * asked of a framing that has seen the whole file.
   */
  default Optional<String> missing() {
    return Optional.empty();
  }

  /** What to do about records that go over too many lines; empty where nothing can be done. */
  default Optional<String> againstSprawl() {
    return Optional.empty();
  }

  /** What is wrong with a record that the end of the file has ended; empty where nothing is. */
  Optional<Failure> unfinished();
}
