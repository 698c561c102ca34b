package io.godwit.common.spec.rule;

import java.io.Serial;
import java.util.List;

/** A rule of a job that a value breaks, with the components whose values matter to it. */
public final class BrokenRule extends IllegalArgumentException {

  @Serial private static final long serialVersionUID = 1L;

  private final transient List<String> components;

  /**
   * A broken rule.
   *
   * @param rule what should hold, in one sentence that repeats no secret
   * @param components the keys of the values that it is about, the one to correct first; not empty
   */
  public BrokenRule(String rule, String... components) {
    super(rule);
    this.components = List.of(components);
  }

  /** The keys of the values that the rule is about, the one to correct first. */
  public List<String> components() {
    return components;
  }
}
