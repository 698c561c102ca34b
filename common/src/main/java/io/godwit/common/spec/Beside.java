package io.godwit.common.spec;

/**
 * A kind with what the job says beside its own keys: what of a source is moved, for which units a
 * step is, which fields and records one of several sinks takes. A connector brings the kind alone
 * and never meets this one.
 */
public sealed interface Beside permits ChosenSource, SinkEntry, UnitStep, UnitStep.PassedBy {

  /** What the connector brought. */
  Object kind();

  /** What stands beside it: a record whose components are keys of the same mapping. */
  Record rules();
}
