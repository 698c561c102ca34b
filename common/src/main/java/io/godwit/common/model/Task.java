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

  /** Takes an unmodifiable copy. */
  public Task {
    statements = List.copyOf(statements);
  }
}
