package io.godwit.common.spi;

/**
 * What is scarce about a step or a target: how many batches may be inside it at once in a worker.
 */
public sealed interface ResourceBound {

  /** The processor: as many batches as the worker has cores. */
  enum Cores implements ResourceBound {
    CORES
  }

  /**
   * Something that has so many places: the connections of a pool, the streams of a disk.
   *
   * @param resource its name, not blank and free of secrets; whoever names the same one shares its
   *     places, and where they differ about the number the smaller one counts
   * @param batches from 1
   */
  record AtOnce(String resource, int batches) implements ResourceBound {

    /** Refuses what could never let anybody in. */
    public AtOnce {
      if (resource.isBlank() || batches < 1) {
        throw new IllegalArgumentException(
            "a resource has a name and a place, not " + batches + " of '" + resource + "'");
      }
    }
  }
}
