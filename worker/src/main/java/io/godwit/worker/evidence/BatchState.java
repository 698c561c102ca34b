package io.godwit.worker.evidence;

import io.godwit.common.model.Answer;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spi.SupportsCompensation.Creation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * How it stands with some records that are settled together, each named by its place in their
 * order. For one thread.
 */
public final class BatchState {

  private final State[] states;
  private final Map<Integer, String> rejections = new HashMap<>();

  /** Of records that are not one row each; there are none of them in most jobs. */
  private final Map<Integer, Integer> rows = new HashMap<>();

  /** What steps have made of records, by place and step; nothing in most jobs. */
  private final Map<Integer, Map<String, Set<Creation>>> creations = new HashMap<>();

  /** Of so many records, none of which has been tried. */
  public BatchState(int records) {
    states = new State[records];
    Arrays.fill(states, State.Open.OPEN);
  }

  /** What is known of one record. */
  private sealed interface State {
    /** It is to be written. */
    enum Open implements State {
      OPEN
    }

    /** It was refused alone for an unknown reason; so often, and first or anew at that time. */
    record Doubted(Answer.Doubt doubt, long since, int times) implements State {}

    /** It has ended. */
    record Ended(Outcome outcome) implements State {}
  }

  /**
   * What is to be done now.
   *
   * @param most how many records may be written at once, at least 1
   * @param nanos the time now
   */
  public Next next(int most, long nanos) {
    List<Integer> open = new ArrayList<>();
    List<Integer> doubted = new ArrayList<>();
    long wait = 0;
    for (int place = 0; place < states.length && open.size() < most; place++) {
      switch (states[place]) {
        case State.Open ignored -> open.add(place);
        case State.Doubted(var ignored, long since, int times) -> {
          doubted.add(place);
          wait = Math.max(wait, since + TargetWriter.APART.toNanos() - nanos);
        }
        case State.Ended ignored -> {}
      }
    }
    if (!open.isEmpty()) {
      return new Next.Write(open);
    }
    if (doubted.isEmpty()) {
      return Next.Done.DONE;
    }
    return wait > 0 ? new Next.Wait(Duration.ofNanos(wait)) : new Next.TryAgain(doubted);
  }

  /** Takes note of how a record ended. */
  public void end(int place, Outcome outcome) {
    states[place] = new State.Ended(outcome);
  }

  /** Takes note that a step of this name is what rejected a record. */
  public void rejected(int place, String step) {
    rejections.put(place, step);
  }

  /** The step that rejected a record; empty where none has. */
  public Optional<String> rejectedBy(int place) {
    return Optional.ofNullable(rejections.get(place));
  }

  /** Takes note that a step of this name makes something of a record, at this attempt or before. */
  public void makes(int place, String step, Creation creation) {
    creations
        .computeIfAbsent(place, ignored -> new HashMap<>())
        .computeIfAbsent(step, ignored -> new LinkedHashSet<>())
        .add(creation);
  }

  /** What steps have made of records that have ended without a row, by the names of the steps. */
  public Map<String, List<Creation>> toTakeBack() {
    Map<String, List<Creation>> back = new HashMap<>();
    creations.forEach((place, bySteps) -> {
      if (isRefused(states[place])) {
        bySteps.forEach(
            (step, made) -> back.computeIfAbsent(step, ignored -> new ArrayList<>()).addAll(made));
      }
    });
    return back;
  }

  private static boolean isRefused(State state) {
    return switch (state) {
      case State.Open ignored -> false;
      case State.Doubted ignored -> false;
      case State.Ended(Outcome outcome) ->
          switch (outcome) {
            case Outcome.Written ignored -> false;
            case Outcome.Unchanged ignored -> false;
            case Outcome.Dropped ignored -> true;
            case Outcome.Failed ignored -> true;
          };
    };
  }

  /** Takes note of how many rows a record is to become: the same at every attempt. */
  public void rows(int place, int count) {
    if (count != 1) {
      rows.put(place, count);
    }
  }

  /** How many rows a record is to become, or has. */
  public int rows(int place) {
    return rows.getOrDefault(place, 1);
  }

  /** Whether a record has ended. */
  public boolean hasEnded(int place) {
    return states[place] instanceof State.Ended;
  }

  /** How a record ended; only where it has. */
  public Outcome outcome(int place) {
    return switch (states[place]) {
      case State.Ended(Outcome outcome) -> outcome;
      case State.Open ignored -> throw new IllegalStateException("a record has not ended");
      case State.Doubted ignored -> throw new IllegalStateException("a record is in doubt");
    };
  }

  /** How all records ended; only where {@link #next} answers that they have. */
  public List<Outcome> outcomes() {
    return IntStream.range(0, states.length).mapToObj(this::outcome).toList();
  }

  /** The same, and who rejected what. */
  public List<RecordEnd> ends() {
    return IntStream.range(0, states.length)
        .mapToObj(place -> new RecordEnd(outcome(place), rejectedBy(place), rows(place)))
        .toList();
  }

  /** Takes note of an end of which somebody else knows. */
  public void end(int place, RecordEnd end) {
    end(place, end.outcome());
    rows(place, end.rows());
    end.rejectedBy().ifPresent(step -> rejected(place, step));
  }

  /** Whether nothing is known yet to have been accepted or refused by the target. */
  public boolean isUntried() {
    for (State state : states) {
      boolean tried =
          switch (state) {
            case State.Open ignored -> false;
            case State.Doubted ignored -> true;
            case State.Ended(Outcome outcome) ->
                outcome instanceof Outcome.Written || outcome instanceof Outcome.Unchanged;
          };
      if (tried) {
        return false;
      }
    }
    return true;
  }

  /** The places of the records in doubt, in their order. */
  public List<Integer> doubted() {
    List<Integer> places = new ArrayList<>();
    for (int place = 0; place < states.length; place++) {
      if (states[place] instanceof State.Doubted) {
        places.add(place);
      }
    }
    return places;
  }

  /**
   * Takes note that a record was refused alone for an unknown reason.
   *
   * @return whether that was often enough: twice for the same reason, or for whatever reasons as
   *     often as {@link TargetWriter#OFTEN}
   */
  boolean refused(int place, Answer.Doubt doubt, long nanos) {
    if (states[place] instanceof State.Doubted(Answer.Doubt before, long since, int times)) {
      if (before.reason().equals(doubt.reason()) || times + 1 >= TargetWriter.OFTEN) {
        return true;
      }
      states[place] = new State.Doubted(doubt, nanos, times + 1);
      return false;
    }
    states[place] = new State.Doubted(doubt, nanos, 1);
    return false;
  }

  /** Since when a record in doubt is; the time now where it is not. */
  long since(int place, long nanos) {
    return states[place] instanceof State.Doubted(var ignored, long since, int times)
        ? since
        : nanos;
  }

  /** Takes note that a record was accepted after later ones had been written. */
  void acceptLate(int place, Outcome outcome) {
    endInOrder(place, outcome);
    reopenBehind(place);
  }

  /** Takes note that the target holds a record that it refuses. */
  void held(int place) {
    endInOrder(place, Outcome.Written.WRITTEN);
  }

  /**
   * Where an earlier record is still to be written, which may be one of the same key, this one is
   * to be written after it: nothing that is written stands behind one that is open.
   */
  private void endInOrder(int place, Outcome outcome) {
    boolean earlier =
        Arrays.stream(states, 0, place).anyMatch(state -> state instanceof State.Open);
    states[place] = earlier ? State.Open.OPEN : new State.Ended(outcome);
  }

  /** That nothing goes in, in the words of the first refusal. */
  Trouble refusesAll() {
    for (State state : states) {
      if (state instanceof State.Doubted(Answer.Doubt doubt, long since, int times)) {
        return new Trouble(ErrorCode.TARGET_REFUSES_ALL, doubt.failure().message());
      }
    }
    throw new IllegalStateException("no record is in doubt");
  }

  /**
   * What was written behind a place is to be written again: an earlier record of the same key may
   * have come over it.
   */
  void reopenBehind(int place) {
    for (int later = place + 1; later < states.length; later++) {
      if (states[later] instanceof State.Ended(Outcome outcome)) {
        switch (outcome) {
          case Outcome.Written ignored -> states[later] = State.Open.OPEN;
          case Outcome.Unchanged ignored -> states[later] = State.Open.OPEN;
          case Outcome.Dropped ignored -> {}
          case Outcome.Failed ignored -> {}
        }
      }
    }
  }
}
