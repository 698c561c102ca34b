package io.godwit.deploy;

import java.time.Duration;

/** How long an orderly stop may take. */
final class Drain {

  /**
   * After this a role that is asked to stop ends by itself, whatever it still holds: 25 s of
   * patience in the command, and less than the 30 s after which a worker gives up a batch.
   */
  static final Duration LIMIT = Duration.ofSeconds(30);

  private Drain() {}
}
