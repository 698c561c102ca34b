package io.godwit.common.run;

/**
 * How a run goes, with what only the broker can tell of the workers' group.
 *
 * @param run what the topics say
 * @param lag how many messages the workers are behind; {@link RunView#lag} says how many records
 * @param workers how many are in the group now, for whatever run
 */
public record RunStatus(RunProgress run, Lag lag, int workers) {}
