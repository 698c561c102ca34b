package io.godwit.testkit.contract;

/**
 * What every source keeps to. A connector's test implements it, and so runs it against the real
 * thing of its kind.
 */
public interface SourceContract extends SourceReading, SourceResuming {

  @Override
  SourceGround ground() throws Exception;
}
