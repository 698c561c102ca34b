package io.godwit.producer.verify;

import io.godwit.common.model.RecordId;
import io.godwit.common.wire.WorkPack;

/**
 * Which packs of the work topic are compared. A pack is in or out by the place of its first record
 * in the books, so that it is the same at every attempt; it is whole, since the cost of a sample is
 * in the packs that are opened.
 */
enum Sample {
  /** Every pack. */
  ALL,
  /** One of a hundred, and the first of each split: a small run is compared as a whole. */
  ONE_OF_A_HUNDRED;

  private static final int OF = 100;
  private static final long MIX = 0x9E37_79B9_7F4A_7C15L;

  boolean has(WorkPack pack) {
    return switch (this) {
      case ALL -> true;
      case ONE_OF_A_HUNDRED -> has(pack.first());
    };
  }

  /** Whether a pack that begins with a record is in it. */
  boolean has(RecordId first) {
    long hash = (first.split() * 31L + first.ordinal()) * MIX;
    return this == ALL || first.ordinal() == 0 || Long.remainderUnsigned(hash >>> 17, OF) == 0;
  }
}
