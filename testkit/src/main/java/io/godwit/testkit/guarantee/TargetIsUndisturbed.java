package io.godwit.testkit.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The target is the same as after an undisturbed run.
 *
 * @param undisturbed a digest of the target after a run that nothing disturbed
 * @param target the digest of the target after this run
 */
public record TargetIsUndisturbed(String undisturbed, String target) implements Guarantee {
  @Override
  public void check(FinishedRun run) {
    assertThat(target).as("digest of the target of %s", run.job()).isEqualTo(undisturbed);
  }
}
