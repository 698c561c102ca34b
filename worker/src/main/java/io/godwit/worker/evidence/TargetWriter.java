package io.godwit.worker.evidence;

import io.godwit.common.model.Answer;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.Write;
import io.godwit.common.model.failure.ErrorClass;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spi.Sink;
import io.godwit.common.spi.sink.PartitionLedger;
import io.godwit.common.spi.sink.SupportsRecall;
import io.godwit.common.spi.sink.SupportsWitness;
import io.godwit.common.spi.sink.SupportsWitness.Witness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Writes records, and makes outcomes of what the target answers.
 *
 * <p>A bad record is refused at every attempt, an outage strikes every write while it lasts. So a
 * record is to blame only where it was refused alone twice, {@link #APART} apart, and the second
 * time a witness went in immediately before and immediately after it: an outage would have to begin
 * and end between the two, which are milliseconds apart, and another one to have struck the same
 * record before. A witness is a record that the target took before, tried again and taken back; a
 * memory that something went in a minute ago would say less.
 *
 * <p>A refused record that the target holds is no failure: an attempt of which nobody heard had
 * written it.
 *
 * <p>When {@link Trouble} leaves this, what it knows stands in the {@link BatchState}, and the same
 * may be asked again. One for each partition; for one thread.
 */
public final class TargetWriter {

  /** So long a record is refused before it is to blame; an outage of one record is no outage. */
  public static final Duration APART = Duration.ofSeconds(5);

  /** The same where nothing has ever gone in, and an empty statement must do as a witness. */
  public static final Duration APART_ALONE = Duration.ofSeconds(15);

  /** A record that gives another reason each time is to blame after so many of them. */
  static final int OFTEN = 4;

  /** Only where a worker has no more records than these may an empty statement be a witness. */
  static final int FEW = 10;

  /** So seldom a whole batch is written again in search of a witness. */
  private static final Duration REPEATED = Duration.ofMinutes(1);

  /** So many records in doubt stand between two witnesses: some tens of statements. */
  private static final int BETWEEN_WITNESSES = 16;

  private final Sink sink;
  private final Witnesses witnesses;
  private final Optional<PartitionLedger> ledger;
  private final LongSupplier inHand;
  private final LongSupplier nanos;
  private long repeatedAt;

  /**
   * Evidence about one sink.
   *
   * @param witnesses shared by all that write to it
   * @param ledger that the sink notes its writes in; empty where it does not
   * @param inHand how many records the worker has that have not ended
   * @param nanos a clock that never goes back
   */
  public TargetWriter(
      Sink sink,
      Witnesses witnesses,
      Optional<PartitionLedger> ledger,
      LongSupplier inHand,
      LongSupplier nanos) {
    this.sink = sink;
    this.witnesses = witnesses;
    this.ledger = ledger;
    this.inHand = inHand;
    this.nanos = nanos;
    this.repeatedAt = nanos.getAsLong();
  }

  /** Evidence about a sink that notes nothing. */
  public TargetWriter(Sink sink, Witnesses witnesses, LongSupplier inHand, LongSupplier nanos) {
    this(sink, witnesses, Optional.empty(), inHand, nanos);
  }

  /**
   * Writes records that were not tried yet.
   *
   * @param placed in the order of their places, not empty
   */
  public void write(List<Placed> placed, BatchState state) throws Trouble {
    ledger.ifPresent(noted -> noted.comesLate(false));
    List<Write> writes = Placed.writes(placed);
    List<Answer> answers = recalled(writes, written(writes));
    for (int i = 0; i < answers.size(); i++) {
      int place = placed.get(i).place();
      switch (answers.get(i)) {
        case Outcome outcome -> state.end(place, outcome);
        case Answer.Doubt doubt -> state.refused(place, doubt, nanos.getAsLong());
      }
    }
  }

  private List<Answer> written(List<Write> writes) throws Trouble {
    try {
      return answers(writes, sink.write(writes));
    } catch (Trouble trouble) {
      if (trouble.code() == ErrorCode.TARGET_REFUSES_ALL
          && sink instanceof SupportsWitness asked
          && (holds(writes).contains(true)
              || witness(asked, writes.getFirst()) == Witness.RECORD)) {
        return answers(writes, asked.isolate(writes));
      }
      throw trouble;
    }
  }

  private List<Answer> answers(List<Write> writes, List<Answer> answers) {
    if (answers.size() != writes.size()) {
      throw new IllegalStateException(
          "the sink answered " + answers.size() + " times for " + writes.size() + " writes");
    }
    List<Write> accepted = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      if (answers.get(i) == Outcome.Written.WRITTEN) {
        accepted.add(writes.get(i));
      }
    }
    if (!accepted.isEmpty()) {
      witnesses.accepted(accepted, nanos.getAsLong());
    }
    return answers;
  }

  /** The answers, with those that were refused and are held called written. */
  private List<Answer> recalled(List<Write> writes, List<Answer> answers) throws Trouble {
    List<Write> refused = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      if (mayBeHeld(answers.get(i))) {
        refused.add(writes.get(i));
        places.add(i);
      }
    }
    List<Boolean> held = holds(refused);
    if (!held.contains(true)) {
      return answers;
    }
    List<Answer> corrected = new ArrayList<>(answers);
    for (int i = 0; i < held.size(); i++) {
      if (held.get(i)) {
        corrected.set(places.get(i), Outcome.Written.WRITTEN);
      }
    }
    return corrected;
  }

  /** A value that no column takes is nowhere held; what a rule refuses may be. */
  private static boolean mayBeHeld(Answer answer) {
    return switch (answer) {
      case Answer.Doubt ignored -> true;
      case Outcome.Failed(Failure failure) -> failure.code().errorClass() == ErrorClass.CONSTRAINT;
      case Outcome.Written ignored -> false;
      case Outcome.Unchanged ignored -> false;
      case Outcome.Dropped ignored -> false;
    };
  }

  private List<Boolean> holds(List<Write> writes) throws Trouble {
    return writes.isEmpty() || !(sink instanceof SupportsRecall asked)
        ? List.of()
        : asked.holds(writes);
  }

  /**
   * Tries records in doubt again, {@link #APART} after they were refused.
   *
   * @param placed in the order of their places, not empty
   * @param most how many may be written at once, at least 1
   */
  public void tryAgain(List<Placed> placed, int most, BatchState state) throws Trouble {
    ledger.ifPresent(noted -> noted.comesLate(true));
    if (!(sink instanceof SupportsWitness asked)) {
      throw new IllegalStateException("a sink that doubts must be able to ask for a witness");
    }
    if (!isWitnessed(asked, placed.getFirst(), state)) {
      seekWitness(placed, most, state);
      return;
    }
    int between = Math.min(most, BETWEEN_WITNESSES);
    for (int from = 0; from < placed.size(); from += between) {
      tryAgain(asked, placed.subList(from, Math.min(placed.size(), from + between)), state);
    }
  }

  private boolean isWitnessed(SupportsWitness asked, Placed first, BatchState state)
      throws Trouble {
    try {
      requireWitness(asked, first, state);
      return true;
    } catch (Trouble trouble) {
      if (trouble.code() == ErrorCode.TARGET_REFUSES_ALL) {
        return false;
      }
      throw trouble;
    }
  }

  /**
   * Where nothing else goes in, one of those in doubt may by now: it was an outage then, and the
   * one that goes in is the witness for the others.
   */
  private void seekWitness(List<Placed> placed, int most, BatchState state) throws Trouble {
    for (int from = 0; from < placed.size(); from += most) {
      List<Placed> some = placed.subList(from, Math.min(placed.size(), from + most));
      List<Write> writes = Placed.writes(some);
      List<Answer> answers =
          again(some.getFirst(), state, () -> answers(writes, sink.write(writes)));
      boolean any = accept(some, answers, state);
      any |= endUnchanged(some, answers, state);
      if (any) {
        return;
      }
    }
    long now = nanos.getAsLong();
    if (now - repeatedAt >= REPEATED.toNanos()) {
      // What was written of this batch may go in again, and tell: to repeat it is always right.
      repeatedAt = now;
      state.reopenBehind(-1);
    }
    throw state.refusesAll();
  }

  private void tryAgain(SupportsWitness asked, List<Placed> placed, BatchState state)
      throws Trouble {
    Placed first = placed.getFirst();
    List<Write> writes = Placed.writes(placed);
    requireWitness(asked, first, state);
    List<Answer> answers = again(first, state, () -> answers(writes, asked.isolate(writes)));
    accept(placed, answers, state);
    requireWitness(asked, first, state);
    List<Answer> judged = recalled(writes, answers);
    for (int i = 0; i < judged.size(); i++) {
      if (!(answers.get(i) instanceof Outcome.Written)) {
        judge(placed.get(i).place(), judged.get(i), state);
      }
    }
  }

  /** An attempt at records in doubt. */
  private interface Attempt {
    List<Answer> run() throws Trouble;
  }

  private static List<Answer> again(Placed first, BatchState state, Attempt attempt)
      throws Trouble {
    try {
      return attempt.run();
    } catch (Trouble trouble) {
      // Any of them may have gone in, over a later record of its key.
      state.reopenBehind(first.place());
      throw trouble;
    }
  }

  /**
   * At once, before anything else can go wrong: what is behind them has to be written again.
   * Answers whether there was one.
   */
  private static boolean accept(List<Placed> placed, List<Answer> answers, BatchState state) {
    boolean any = false;
    for (int i = answers.size() - 1; i >= 0; i--) {
      if (answers.get(i) instanceof Outcome.Written written) {
        state.acceptLate(placed.get(i).place(), written);
        any = true;
      }
    }
    return any;
  }

  /** The target holds it as it is, and nothing stands over what is behind it. */
  private static boolean endUnchanged(List<Placed> placed, List<Answer> answers, BatchState state) {
    boolean any = false;
    for (int i = 0; i < answers.size(); i++) {
      if (answers.get(i) instanceof Outcome.Unchanged unchanged) {
        state.end(placed.get(i).place(), unchanged);
        any = true;
      }
    }
    return any;
  }

  private void judge(int place, Answer answer, BatchState state) {
    switch (answer) {
      case Outcome.Written ignored -> state.held(place);
      case Outcome.Unchanged unchanged -> state.end(place, unchanged);
      case Outcome.Dropped ignored -> {}
      case Outcome.Failed failed -> state.end(place, failed);
      case Answer.Doubt doubt -> {
        if (state.refused(place, doubt, nanos.getAsLong())) {
          state.end(place, new Outcome.Failed(doubt.failure()));
        }
      }
    }
  }

  private void requireWitness(SupportsWitness asked, Placed first, BatchState state)
      throws Trouble {
    if (witness(asked, first.write()) == Witness.RECORD) {
      return;
    }
    long now = nanos.getAsLong();
    boolean waited = now - state.since(first.place(), now) >= APART_ALONE.toNanos();
    if (inHand.getAsLong() > FEW || !waited) {
      throw state.refusesAll();
    }
  }

  /**
   * The strongest witness there is now. A record that is refused while another one goes in is none
   * any more: a rule has come that it breaks. In an outage all are refused, and stay.
   */
  private Witness witness(SupportsWitness asked, Write refused) throws Trouble {
    List<Write> passed = new ArrayList<>();
    for (Write accepted : witnesses.newest()) {
      try {
        Witness witness = asked.witness(Optional.of(accepted), refused);
        passed.forEach(witnesses::refused);
        return witness;
      } catch (Trouble trouble) {
        if (trouble.code() != ErrorCode.TARGET_REFUSES_ALL) {
          throw trouble;
        }
        passed.add(accepted);
      }
    }
    return asked.witness(Optional.empty(), refused);
  }
}
