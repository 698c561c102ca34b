package io.godwit.common.wire.run;

import io.godwit.common.wire.letter.LetterFilter;
import java.util.Optional;

/**
 * What a replay is to do: part of the entry of its run, so that the same command goes on with it.
 *
 * @param root the run whose failed records are taken up again
 * @param filter which of its open dead letters
 * @param overwrite whether also those are written over whose row may hold something newer
 * @param repairs when the comparison began whose differing records are put back to work, in
 *     milliseconds since 1970; empty where failed ones are
 */
public record ReplayOrder(
    String root, LetterFilter filter, boolean overwrite, Optional<Long> repairs) {

  /** Of failed records. */
  public ReplayOrder(String root, LetterFilter filter, boolean overwrite) {
    this(root, filter, overwrite, Optional.empty());
  }
}
