package io.godwit.worker.step.spec;

import io.godwit.common.spec.rule.BrokenRule;
import java.util.regex.Pattern;

/** What a secret in a step is: a reference, since a job's definition travels through topics. */
final class SecretRule {

  private static final Pattern REFERENCE = Pattern.compile("\\$\\{(env:[^}:]+|file:[^}]+)}");

  private SecretRule() {}

  /** Refuses what is a secret itself, or has one as a default; the message does not repeat it. */
  static void reference(String name, String text) {
    if (!REFERENCE.matcher(text).matches()) {
      throw new BrokenRule(
          name + " is one reference, ${env:NAME} or ${file:/path}, and nothing else", name);
    }
  }
}
