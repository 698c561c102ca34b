package io.godwit.worker.evidence;

import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spi.ResourceBound;
import io.godwit.common.spi.Sink;
import io.godwit.common.spi.SupportsBound;
import io.godwit.common.spi.Target;
import io.godwit.common.spi.sink.LedgerOwner;
import io.godwit.common.spi.sink.LedgerSpan;
import io.godwit.common.spi.sink.PartitionLedger;
import io.godwit.common.spi.sink.SupportsLedger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * How one partition writes: by a {@link TargetWriter} for each sink. A batch may hold records of
 * several units, as readers of several splits fill a partition; it is cut where it goes to another
 * sink and not where the unit changes, or a job of a thousand files over one table would write a
 * pack at a time. For one thread.
 */
public final class TargetWriters {

  private final UnitSinks sinks;
  private final ResourceBound bound;
  private final Optional<PartitionLedger> ledger;
  private final LongSupplier inHand;
  private final LongSupplier nanos;
  private final Map<String, TargetWriter> units = new HashMap<>();
  private final Map<SharedSink, TargetWriter> writers = new HashMap<>();

  /**
   * No sink is asked for yet.
   *
   * @param bound of the target, see {@link #boundOf}
   * @param ledger of the partition, see {@link #ledgerOf}
   * @param inHand how many records the worker has that have not ended
   * @param nanos a clock that never goes back
   */
  public TargetWriters(
      UnitSinks sinks,
      ResourceBound bound,
      Optional<PartitionLedger> ledger,
      LongSupplier inHand,
      LongSupplier nanos) {
    this.sinks = sinks;
    this.bound = bound;
    this.ledger = ledger;
    this.inHand = inHand;
    this.nanos = nanos;
  }

  /** The same for a job that needs no ledger. */
  public TargetWriters(
      UnitSinks sinks, ResourceBound bound, LongSupplier inHand, LongSupplier nanos) {
    this(sinks, bound, Optional.empty(), inHand, nanos);
  }

  /** What bounds a target: what it says of itself, or its concurrency. */
  public static ResourceBound boundOf(Target target) {
    return target instanceof SupportsBound bounded
        ? bounded.bound()
        : new ResourceBound.AtOnce("the target", target.concurrency());
  }

  /** What a target notes of a partition; empty where the job needs no ledger. */
  public static Optional<PartitionLedger> ledgerOf(Target target, LedgerOwner owner) {
    return target instanceof SupportsLedger noting ? noting.ledger(owner) : Optional.empty();
  }

  /** Says where the records that come next stand in their partition; before any is written. */
  public void turnTo(LedgerSpan span) {
    ledger.ifPresent(noted -> noted.turnTo(span));
  }

  /** What bounds all of them together. */
  public ResourceBound bound() {
    return bound;
  }

  /** Some records of a batch that go to one sink, in their order. */
  public record Part(TargetWriter writer, List<Placed> placed) {}

  /**
   * Cuts a batch by sink. No order holds between two sinks, since they write different tables.
   *
   * @param placed in the order of their places, not empty
   * @throws Trouble where a sink is to be opened and its target does not answer
   */
  public List<Part> parts(List<Placed> placed) throws Trouble {
    String unit = unit(placed.getFirst());
    TargetWriter first = of(unit);
    int same = 1;
    while (same < placed.size() && isOf(first, unit, placed.get(same))) {
      same++;
    }
    return same == placed.size() ? List.of(new Part(first, placed)) : cut(placed);
  }

  /**
   * The records of one reader share the text of their unit, so mostly two pointers are compared.
   */
  private boolean isOf(TargetWriter writer, String unit, Placed next) throws Trouble {
    return unit.equals(unit(next)) || of(unit(next)) == writer;
  }

  private List<Part> cut(List<Placed> placed) throws Trouble {
    Map<TargetWriter, List<Placed>> parts = new LinkedHashMap<>();
    for (Placed one : placed) {
      parts.computeIfAbsent(of(unit(one)), ignored -> new ArrayList<>()).add(one);
    }
    return parts.entrySet().stream().map(e -> new Part(e.getKey(), e.getValue())).toList();
  }

  private TargetWriter of(String unit) throws Trouble {
    TargetWriter known = units.get(unit);
    if (known != null) {
      return known;
    }
    SharedSink sink = sinks.of(unit);
    TargetWriter writer =
        writers.computeIfAbsent(
            sink,
            s -> {
              Sink noted = ledger.isEmpty() ? s.sink() : ledger.get().through(s.sink());
              return new TargetWriter(noted, s.witnesses(), ledger, inHand, nanos);
            });
    units.put(unit, writer);
    return writer;
  }

  private static String unit(Placed placed) {
    return placed.write().record().origin().unit();
  }
}
