package io.godwit.worker.consume;

import io.godwit.common.model.Outcome;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.wire.PackDecoder;
import io.godwit.common.wire.WorkPack;
import io.godwit.common.wire.WorkRecord;
import io.godwit.common.wire.run.Ruling;
import io.godwit.worker.evidence.BatchState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The packs in a partition's hands and how it stands with their records. They are settled together:
 * an offset is that of a message, and a pack of which a part were settled would be done again
 * whole.
 *
 * <p>What waits is kept as bytes: {@link #fold} forgets the decoded records, of which only a few
 * batches fit the heap, and the next {@link #records} decodes them again. For one thread.
 */
final class BatchInFlight {

  private static final Failure SKIPPED =
      new Failure(ErrorCode.SKIPPED, "an operator has set the record aside");

  private final List<WorkPack> packs;
  private final List<WorkPack> ours;
  private final PackDecoder decoder;
  private final int[] starts;
  private final BatchState state;
  private Optional<List<WorkRecord>> decoded;
  private boolean onTrial;

  /** Where a record stands in its partition: the offset of its message, and which one in there. */
  record Place(long offset, int number) {}

  /**
   * Packs whose records were not tried yet.
   *
   * @param packs all, not empty
   * @param ours those of the session's run
   */
  BatchInFlight(List<WorkPack> packs, List<WorkPack> ours, PackDecoder decoder) {
    this.packs = packs;
    this.ours = ours;
    this.decoder = decoder;
    this.starts = new int[ours.size() + 1];
    List<WorkRecord> records = new ArrayList<>();
    for (int i = 0; i < ours.size(); i++) {
      records.addAll(decoder.open(ours.get(i)));
      starts[i + 1] = records.size();
    }
    this.decoded = Optional.of(records);
    this.state = new BatchState(records.size());
  }

  /** All records of the run, in their order. */
  List<WorkRecord> records() {
    List<WorkRecord> records = decoded.orElseGet(this::decode);
    decoded = Optional.of(records);
    return records;
  }

  private List<WorkRecord> decode() {
    List<WorkRecord> records = new ArrayList<>();
    ours.forEach(pack -> records.addAll(decoder.open(pack)));
    return records;
  }

  /** Forgets what it can decode again. */
  void fold() {
    decoded = Optional.empty();
  }

  /** The packs of the run. */
  List<WorkPack> ours() {
    return ours;
  }

  BatchState state() {
    return state;
  }

  /** Its records are on trial: that goes on, whatever is wished meanwhile. */
  void beginTrial() {
    onTrial = true;
  }

  /** Whether something may have become of its records already, in a target or in a child. */
  boolean isBegun() {
    return onTrial || !state.isUntried();
  }

  /** Where a record stands in the partition. */
  Place place(int record) {
    int pack = 0;
    while (starts[pack + 1] <= record) {
      pack++;
    }
    return new Place(ours.get(pack).offset(), record - starts[pack]);
  }

  /** What is consumed next once this is settled. */
  long nextOffset() {
    return packs.getLast().offset() + 1;
  }

  /** What it costs in memory while it is folded, about. */
  long bytes() {
    return packs.stream().mapToLong(WorkPack::bytes).sum();
  }

  /** How many records it has, those of other runs included. */
  long count() {
    return packs.stream().mapToLong(WorkPack::count).sum();
  }

  /**
   * Ends records that an operator has set aside, but for those that have ended.
   *
   * @return whether there was one
   */
  boolean skip(List<Ruling.Skip> skips) {
    boolean any = false;
    for (Ruling.Skip skip : skips) {
      for (int pack = 0; pack < ours.size(); pack++) {
        if (ours.get(pack).offset() == skip.offset()) {
          any |= skip(skip.record(), starts[pack], starts[pack + 1]);
        }
      }
    }
    return any;
  }

  private boolean skip(int number, int from, int to) {
    boolean any = false;
    for (int record = from; record < to; record++) {
      boolean meant = number == Ruling.Skip.ALL || number == record - from;
      if (meant && !state.hasEnded(record)) {
        state.end(record, new Outcome.Failed(SKIPPED));
        any = true;
      }
    }
    return any;
  }
}
