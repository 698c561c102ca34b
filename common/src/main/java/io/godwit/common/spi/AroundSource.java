package io.godwit.common.spi;

/**
 * A source that reads another one in its own way. What a source can do beside being read is asked
 * of the {@linkplain #innermost innermost}: what stands around it cannot know all of that.
 */
public interface AroundSource extends Source {

  /** The one that it reads. */
  Source source();

  /** The source that a connector has opened, whatever stands around it. */
  static Source innermost(Source source) {
    Source inner = source;
    while (inner instanceof AroundSource around) {
      inner = around.source();
    }
    return inner;
  }
}
