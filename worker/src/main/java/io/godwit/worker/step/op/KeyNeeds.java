package io.godwit.worker.step.op;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the sink's key is made of, at a place between the steps: which fields it needs there, and
 * the operations from there on that it goes through. Followed from the last step to the first.
 */
final class KeyNeeds {

  private final Deque<FieldOp> ops = new ArrayDeque<>();
  private final Set<String> fields;
  private boolean all;

  KeyNeeds(Collection<String> key) {
    fields = new LinkedHashSet<>(key);
  }

  /** Whether a field is, or may be, among what the key is made of. */
  boolean concern(String field) {
    return all || fields.contains(field);
  }

  /** Whether these are all that the key is made of. */
  boolean areWithin(Collection<String> others) {
    return !all && others.containsAll(fields);
  }

  /** The key goes through an operation; it is the first of those that are known. */
  void through(FieldOp op) {
    ops.addFirst(op);
  }

  /** Before the operation, the field is not there yet. */
  void without(String field) {
    fields.remove(field);
  }

  /** Before the operation, the key needs these fields, too. */
  void with(Collection<String> more) {
    fields.addAll(more);
  }

  /** Before the operation, the key may be made of any field. */
  void withAll() {
    all = true;
  }

  /** The fields that it is made of; empty where it may need all. */
  Optional<Set<String>> fields() {
    return all ? Optional.empty() : Optional.of(Set.copyOf(fields));
  }

  /** What makes it of them. */
  List<FieldOp> ops() {
    return List.copyOf(ops);
  }
}
