package io.godwit.testkit.contract;

/**
 * What every sink keeps to. A connector's test implements it, and so runs it against the real thing
 * of its kind.
 */
public interface SinkContract extends SinkWrites, SinkRefusals, SinkTrouble, SinkValues {

  @Override
  SinkGround ground() throws Exception;
}
