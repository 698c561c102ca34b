package io.godwit.files.copy;

import io.godwit.common.model.BareTexts;
import io.godwit.common.spi.LedgerOwner;
import io.godwit.common.spi.LedgerSpan;
import io.godwit.common.spi.PartitionLedger;
import io.godwit.common.spi.Sink;
import io.godwit.common.spi.SupportsLedger;
import io.godwit.common.spi.Target;
import io.godwit.common.store.ObjectStore;
import java.util.List;
import java.util.Optional;

/**
 * A store that objects are copied to. Its ledger is the marks of the objects themselves: each says
 * which record of which run has put it, so what an attempt did of which nobody heard is known by a
 * look at the object, and nothing needs to be kept beside.
 */
record ObjectsTarget(
    ObjectsSpec spec, ObjectStore from, ObjectStore to, ObjectCopy copy, Turns turns)
    implements Target, SupportsLedger {

  /** Stores that are open. */
  static ObjectsTarget of(ObjectsSpec spec, ObjectStore from, ObjectStore to) {
    return new ObjectsTarget(
        spec,
        from,
        to,
        new ObjectCopy(from, to, spec.write(), spec.maxSize()),
        Turns.of(Math.min(from.concurrency(), to.concurrency())));
  }

  @Override
  public Sink sink(String unit, BareTexts bare) {
    return new ObjectsSink(ObjectName.of(spec.objects()), unit, copy, turns, Optional.empty());
  }

  @Override
  public int concurrency() {
    return Math.min(from.concurrency(), to.concurrency());
  }

  @Override
  public Optional<PartitionLedger> ledger(LedgerOwner owner) {
    return Optional.of(new Marks(owner.run()));
  }

  @Override
  public List<String> forget(String job) {
    return List.of();
  }

  @Override
  public void close() {
    from.close();
    to.close();
  }

  /** Has objects marked with a run. */
  private record Marks(String run) implements PartitionLedger {

    @Override
    public Sink through(Sink sink) {
      return ((ObjectsSink) sink).of(run);
    }

    @Override
    public void turnTo(LedgerSpan span) {
      // An object's mark names its record, whatever stands before it in the partition.
    }

    @Override
    public void comesLate(boolean late) {
      // No record is in doubt here, so none comes late.
    }
  }
}
