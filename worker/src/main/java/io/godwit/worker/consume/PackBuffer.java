package io.godwit.worker.consume;

import io.godwit.common.wire.WorkPack;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The packs of a partition that wait, and what they cost. Its partition guards it. */
final class PackBuffer {

  private final Deque<WorkPack> packs = new ArrayDeque<>();
  private long bytes;

  void add(WorkPack pack) {
    packs.add(pack);
    bytes += pack.bytes();
  }

  /**
   * The first packs: at most so many records and bytes together, unless one pack alone has more; at
   * most so many packs, and none from an offset on but for the first one. Packs that cannot be
   * opened come apart from others, and only those of one run together.
   */
  List<WorkPack> take(int mostRecords, long mostBytes, int mostPacks, long before) {
    List<WorkPack> taken = new ArrayList<>();
    int records = 0;
    long takenBytes = 0;
    while (!packs.isEmpty()) {
      WorkPack next = packs.getFirst();
      boolean fits =
          isAlike(taken, next)
              && records + next.count() <= mostRecords
              && takenBytes + next.bytes() <= mostBytes
              && taken.size() < mostPacks
              && next.offset() < before;
      if (!taken.isEmpty() && !fits) {
        break;
      }
      taken.add(packs.removeFirst());
      records += next.count();
      takenBytes += next.bytes();
    }
    bytes -= takenBytes;
    return taken;
  }

  private static boolean isAlike(List<WorkPack> taken, WorkPack next) {
    return taken.isEmpty()
        || (taken.getFirst().isReadable()
            ? next.isReadable()
            : !next.isReadable() && next.run().equals(taken.getFirst().run()));
  }

  /** The first pack; there must be one. */
  WorkPack first() {
    return packs.getFirst();
  }

  /** The offset of the first pack; there must be one. */
  long firstOffset() {
    return packs.getFirst().offset();
  }

  /** What the first pack costs in memory, about; there must be one. */
  long firstBytes() {
    return packs.getFirst().bytes();
  }

  boolean isEmpty() {
    return packs.isEmpty();
  }

  /** What waits here costs in memory, about. */
  long bytes() {
    return bytes;
  }
}
