package io.godwit.worker.job;

import java.util.Map;

/**
 * The program by which a worker starts a child of its own kind: the same class path, the same
 * limits, and a main class that serves trials.
 *
 * @param mainClass has a {@code main} that runs {@link io.godwit.worker.suspect.TrialServer}
 * @param settings what it opens the job with; it gets them by a pipe, so secrets may be among them
 */
public record ChildMain(String mainClass, Map<String, String> settings) {

  /** Takes an unmodifiable copy. */
  public ChildMain {
    settings = Map.copyOf(settings);
  }
}
