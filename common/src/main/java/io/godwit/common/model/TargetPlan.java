package io.godwit.common.model;

import java.util.List;

/**
 * What is done at the target before and after its records are written.
 *
 * @param tasks in the order in which they are carried out, those of one phase together
 * @param remarks what a person should know, a sentence each: what becomes another type, what is not
 *     made
 */
public record TargetPlan(List<Task> tasks, List<String> remarks) {

  /** Nothing. */
  public static final TargetPlan NOTHING = new TargetPlan(List.of(), List.of());

  /** Takes unmodifiable copies. */
  public TargetPlan {
    tasks = List.copyOf(tasks);
    remarks = List.copyOf(remarks);
  }
}
