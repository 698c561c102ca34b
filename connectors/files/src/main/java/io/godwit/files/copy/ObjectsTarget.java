package io.godwit.files.copy;

import io.godwit.common.model.Answer;
import io.godwit.common.model.Write;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.BareTexts;
import io.godwit.common.model.value.Document;
import io.godwit.common.spi.Sink;
import io.godwit.common.spi.Target;
import io.godwit.common.spi.sink.JobRun;
import io.godwit.common.spi.sink.LedgerOwner;
import io.godwit.common.spi.sink.LedgerSpan;
import io.godwit.common.spi.sink.PartitionLedger;
import io.godwit.common.spi.sink.SupportsLedger;
import io.godwit.common.spi.sink.SupportsUndo;
import io.godwit.common.store.ObjectStore;
import io.godwit.files.turns.Turns;
import io.godwit.files.undo.KeepingStore;
import io.godwit.files.undo.ObjectKeeping;
import io.godwit.files.undo.Overwriting;
import io.godwit.files.undo.StoreUndo;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A store that objects are copied to. Its ledger is the marks of the objects themselves: each says
 * which record of which run has put it, so what an attempt did of which nobody heard is known by a
 * look at the object, and nothing needs to be kept beside.
 */
record ObjectsTarget(
    ObjectsSpec spec, ObjectStore from, ObjectStore to, ObjectCopy copy, Turns turns, boolean keeps)
    implements Target, SupportsLedger, SupportsUndo {

  /** Stores that are open, of a job whose runs are not to be undone. */
  static ObjectsTarget of(ObjectsSpec spec, ObjectStore from, ObjectStore to) {
    return of(spec, from, to, false);
  }

  /**
   * Stores that are open.
   *
   * @param keeps whether what is overwritten is kept as it was; then the store must be able to
   */
  static ObjectsTarget of(ObjectsSpec spec, ObjectStore from, ObjectStore to, boolean keeps) {
    return new ObjectsTarget(
        spec,
        from,
        to,
        new ObjectCopy(from, to, spec.write(), spec.maxSize()),
        Turns.of(Math.min(from.concurrency(), to.concurrency())),
        keeps);
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
    Optional<ObjectKeeping> keeping =
        keeps ? undo().map(undo -> undo.keeping(owner)) : Optional.empty();
    return Optional.of(new Marks(owner.run(), keeping));
  }

  /** Empty where the store keeps nothing aside, and so has nothing. */
  private Optional<StoreUndo> undo() {
    return KeepingStore.of(to).map(store -> new StoreUndo(store, spec.in(), turns));
  }

  @Override
  public List<String> forget(String job) throws Trouble {
    Optional<StoreUndo> undo = undo();
    return undo.isPresent() ? undo.get().forget(job) : List.of();
  }

  @Override
  public List<Kept> kept(String job) throws Trouble {
    Optional<StoreUndo> undo = undo();
    return undo.isPresent() ? undo.get().kept(job) : List.of();
  }

  @Override
  public Undone undo(JobRun run, int partitions, Listener listener) throws Trouble {
    Optional<StoreUndo> undo = undo();
    if (undo.isEmpty()) {
      Kept.requireNewest(List.of(), run);
    }
    return undo.orElseThrow().undo(run, partitions, listener);
  }

  @Override
  public List<String> forgetBefore(JobRun run) throws Trouble {
    Optional<StoreUndo> undo = undo();
    return undo.isPresent()
        ? undo.get().forget(run.job(), one -> one.compareTo(run.run()) < 0)
        : List.of();
  }

  @Override
  public long forgetRows(String job, Predicate<Document> isMeant, boolean dry) throws Trouble {
    Optional<StoreUndo> undo = undo();
    return undo.isPresent() ? undo.get().forgetRows(job, isMeant, dry) : 0;
  }

  @Override
  public void close() {
    from.close();
    to.close();
  }

  /**
   * Has objects marked with a run.
   *
   * @param keeping what keeps what they are put over; empty where nothing does
   */
  private record Marks(String run, Optional<ObjectKeeping> keeping) implements PartitionLedger {

    @Override
    public Sink through(Sink sink) {
      ObjectsSink objects = (ObjectsSink) sink;
      return keeping
          .<Sink>map(kept -> new Keeping(objects.of(run, kept), kept))
          .orElseGet(() -> objects.of(run, Overwriting.PLAIN));
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

  /** A sink that says when a batch of its partition has ended. */
  private record Keeping(Sink sink, ObjectKeeping keeping) implements Sink {

    @Override
    public List<Answer> write(List<Write> batch) throws Trouble {
      boolean answered = false;
      try {
        List<Answer> answers = sink.write(batch);
        keeping.leave();
        answered = true;
        return answers;
      } finally {
        if (!answered) {
          keeping.doubt();
        }
      }
    }
  }
}
