package io.godwit.worker.govern;

import io.godwit.common.spi.ResourceBound;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The gates of a worker: one for each resource, one for the processor, and one for what is unpacked
 * at once. Safe for any thread.
 *
 * <p>Nobody waits for ever, because of one order: the bytes are taken first, then the gate of one
 * resource, and never a second one of those ({@link Passage} refuses any other). Whoever is inside
 * a resource's gate waits for no gate, so it leaves; then whoever holds bytes gets in, and gives
 * its bytes back in turn.
 */
public final class Gates {

  /** A place at the gate of bytes, so that their number fits an int. */
  private static final long UNIT = 1024;

  /** This part of the heap may be unpacked for the processor, beside what the sink has. */
  private static final int SHARE_OF_HEAP = 64;

  private final Gate cores;
  private final Gate unpacked;
  private final int leastUnpacked;
  private final ConcurrentMap<String, Gate> resources = new ConcurrentHashMap<>();

  /**
   * Gates that nobody has entered.
   *
   * <p>No more batches are unpacked than there are places behind the other gates, however small
   * they are: one that would wait there only ages in the heap, where each collection copies it.
   *
   * @param bounds of all that will be entered; where two differ about a resource the smaller counts
   * @param cores how many batches the processor can work on at once, from 1
   * @param unpackedBytes how much may be unpacked at once, in bytes before it is decoded
   */
  public Gates(Collection<ResourceBound> bounds, int cores, long unpackedBytes) {
    this.cores = new Gate(cores);
    this.unpacked = new Gate(Math.clamp(unpackedBytes / UNIT, 1, Integer.MAX_VALUE));
    this.leastUnpacked = unpacked.clamp(unpacked.clamp(Long.MAX_VALUE) / places(bounds, cores));
    for (ResourceBound bound : bounds) {
      switch (bound) {
        case ResourceBound.Cores ignored -> {}
        case ResourceBound.AtOnce(String resource, int batches) ->
            resources.merge(
                resource,
                new Gate(batches),
                (one, other) ->
                    one.clamp(Integer.MAX_VALUE) <= other.clamp(Integer.MAX_VALUE) ? one : other);
      }
    }
  }

  /** How many batches there is a place for; where nothing is bounded, the cores count. */
  private static int places(Collection<ResourceBound> bounds, int cores) {
    Map<String, Integer> resources = new HashMap<>();
    boolean computes = bounds.isEmpty();
    for (ResourceBound bound : bounds) {
      switch (bound) {
        case ResourceBound.Cores ignored -> computes = true;
        case ResourceBound.AtOnce(String resource, int batches) ->
            resources.merge(resource, batches, Math::min);
      }
    }
    int inside = resources.values().stream().mapToInt(Integer::intValue).sum();
    return computes ? inside + cores : inside;
  }

  /**
   * How much may be unpacked at once: a whole batch for each place at the sink, and one for each
   * other place, so that neither waits for the other's memory; of the latter no more than a small
   * part of the heap bears, however many cores there are.
   *
   * @param bounds of all that will be entered, the sink's too
   * @param batch the most that a batch has, in bytes
   * @param heap the most that the process may have, in bytes
   */
  public static long unpackedBytes(
      Collection<ResourceBound> bounds, int atSink, int cores, long batch, long heap) {
    long others = Math.max(0, places(bounds, cores) - atSink);
    return atSink * batch + Math.min(others * batch, heap / SHARE_OF_HEAP);
  }

  Gate of(ResourceBound bound) {
    return switch (bound) {
      case ResourceBound.Cores ignored -> cores;
      case ResourceBound.AtOnce(String resource, int batches) ->
          resources.computeIfAbsent(resource, ignored -> new Gate(batches));
    };
  }

  Gate unpacked() {
    return unpacked;
  }

  /** How many places at the gate of bytes a batch of that size takes. */
  int unpackedPlaces(long bytes) {
    return Math.max(leastUnpacked, unpacked.clamp((bytes + UNIT - 1) / UNIT));
  }
}
