package io.godwit.common.model;

import java.util.List;

/**
 * One thing that a phase does at the target. It may be carried out again after a crash: what is
 * there already, as it would be made, counts as done.
 *
 * @param phase when it is carried out
 * @param name what a person calls it, such as {@code index track_name_idx of track}
 * @param statements what is carried out, in this order, in the target's own language
 */
public record Task(Phase phase, String name, List<String> statements) {

  /** How the names of tasks begin that make a table beside the one of the name. */
  public static final String REPLACEMENT = "replacement of ";

  /** How the names of tasks begin that put such a table into its place. */
  public static final String SWAP = "swap of ";

  /** Whether it puts what was loaded into the place of what was there. */
  public boolean isSwap() {
    return name.startsWith(SWAP);
  }

  /** Whether it has its own ways to tell that it was done: what is there already is no sign. */
  public boolean looksItself() {
    return isSwap() || name.startsWith(REPLACEMENT);
  }

  /** Takes an unmodifiable copy. */
  public Task {
    statements = List.copyOf(statements);
  }
}
