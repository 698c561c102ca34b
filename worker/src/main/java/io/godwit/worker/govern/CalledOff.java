package io.godwit.worker.govern;

/**
 * What waited at a gate is not to be begun any more. Thrown by a {@link Passage} whose owner asked
 * for it, to that owner.
 */
public final class CalledOff extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CalledOff() {
    super("called off at a gate", null, false, false);
  }
}
