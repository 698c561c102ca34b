package io.godwit.testkit.scripted;

import io.godwit.common.model.Answer;
import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.Write;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spi.Sink;
import io.godwit.common.spi.sink.SupportsRecall;
import io.godwit.common.spi.sink.SupportsWitness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * A target in memory that plays a {@link Script}: an upsert by key, whose transactions are batches.
 * The ordinal of a record's id is its number in the script, and what the target holds of a key is
 * the number of the record that was written last. For one thread.
 */
public final class ScriptedTarget implements Sink, SupportsWitness, SupportsRecall {

  private static final Duration STATEMENT = Duration.ofMillis(1);
  private static final int ROWS = 3;

  private final Script script;
  private final VirtualTime time;
  private final Random random;
  private final Map<Integer, Integer> rows = new HashMap<>();
  private final Set<Integer> everWritten = new HashSet<>();

  /** An empty target. */
  public ScriptedTarget(Script script, VirtualTime time) {
    this.script = script;
    this.time = time;
    this.random = new Random(script.seed());
  }

  /** The number of the record that each key was written by last. */
  public Map<Integer, Integer> rows() {
    return Map.copyOf(rows);
  }

  boolean hasRows() {
    return !rows.isEmpty();
  }

  /** Whether a record was ever written, by whatever attempt. */
  boolean everWrote(int number) {
    return everWritten.contains(number);
  }

  /** Whether it would take any of these, and anything at all that it holds, at this moment. */
  boolean takesAny(List<DataRecord> records) {
    return outage().isEmpty()
        && (records.stream().anyMatch(record -> refusal(number(record)).isEmpty())
            || rows.values().stream().anyMatch(number -> refusal(number).isEmpty()));
  }

  @Override
  public List<Answer> write(List<Write> batch) throws Trouble {
    return write(batch, MOST_IN_DOUBT);
  }

  @Override
  public List<Answer> isolate(List<Write> batch) throws Trouble {
    return write(batch, Integer.MAX_VALUE);
  }

  private List<Answer> write(List<Write> batch, int most) throws Trouble {
    if (batch.size() > script.slow()) {
      time.pass(Duration.ofSeconds(2));
      throw new Trouble(ErrorCode.TARGET_SLOW, "too slow");
    }
    Map<Integer, Integer> transaction = new HashMap<>(rows);
    List<Answer> answers = new ArrayList<>();
    Set<Integer> written = new HashSet<>();
    int doubted = 0;
    boolean taken = false;
    for (Write write : batch) {
      Optional<String> refusal = statement(number(write));
      if (refusal.isEmpty() || isBehindItsRepetition(write, transaction)) {
        taken |= refusal.isEmpty();
        transaction.put(key(write), number(write));
        written.add(number(write));
        answers.add(Outcome.Written.WRITTEN);
      } else {
        doubted++;
        answers.add(doubt(refusal.get()));
      }
      if (doubted > most && !taken && !takesOneOf(batch)) {
        throw refusesAll(refusal.orElse(""));
      }
    }
    everWritten.addAll(written);
    rows.clear();
    rows.putAll(transaction);
    if (random.nextInt(100) < script.lost()) {
      throw new Trouble(ErrorCode.TARGET_UNREACHABLE, "the answer to the commit was lost");
    }
    return answers;
  }

  /** A sink must not leave an earlier record over one that it refuses now and had written. */
  private boolean isBehindItsRepetition(Write write, Map<Integer, Integer> transaction) {
    return isHeld(write) && transaction.getOrDefault(key(write), -1) != number(write);
  }

  private boolean takesOneOf(List<Write> batch) throws Trouble {
    int step = Math.max(1, batch.size() / MOST_IN_DOUBT);
    for (int i = 0; i < batch.size(); i += step) {
      if (statement(number(batch.get(i))).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /** What a statement about a record is refused by; empty where it is not. */
  private Optional<String> statement(int number) throws Trouble {
    time.pass(STATEMENT);
    if (random.nextInt(1000) < script.passing()) {
      throw new Trouble(
          random.nextBoolean() ? ErrorCode.TARGET_CONFLICT : ErrorCode.TARGET_THROTTLES,
          "later, please");
    }
    return outage().or(() -> refusal(number));
  }

  private Optional<String> outage() {
    for (Script.Outage outage : script.outages()) {
      if (outage.from() <= time.nanos() && time.nanos() < outage.to()) {
        return Optional.of(outage.reason());
      }
    }
    return Optional.empty();
  }

  private Optional<String> refusal(int number) {
    return Optional.ofNullable(script.bad().get(number))
        .or(() ->
            time.nanos() < script.ruleAt()
                ? Optional.empty()
                : Optional.ofNullable(script.forbidden().get(number)));
  }

  private static Answer doubt(String reason) {
    return new Answer.Doubt(reason, new Failure(ErrorCode.TARGET_REFUSED, "refused " + reason));
  }

  private static Trouble refusesAll(String reason) {
    return new Trouble(ErrorCode.TARGET_REFUSES_ALL, "refused " + reason);
  }

  /** A record that it took, or some rows of its own; or nothing, where it has none. */
  @Override
  public Witness witness(Optional<Write> accepted, Write refused) throws Trouble {
    List<Integer> candidates =
        accepted
            .map(write -> List.of(number(write)))
            .orElseGet(() -> new ArrayList<>(rows.values()));
    if (candidates.isEmpty()) {
      Optional<String> refusal = nothing();
      if (refusal.isPresent()) {
        throw refusesAll(refusal.get());
      }
      return Witness.NOTHING;
    }
    String reason = "";
    for (int i = 0; i < ROWS; i++) {
      int candidate = candidates.get(random.nextInt(candidates.size()));
      Optional<String> refusal = statement(candidate);
      if (refusal.isEmpty()) {
        return Witness.RECORD;
      }
      reason = refusal.get();
    }
    throw refusesAll(reason);
  }

  private Optional<String> nothing() {
    time.pass(STATEMENT);
    return outage();
  }

  @Override
  public List<Boolean> holds(List<Write> writes) throws Trouble {
    time.pass(STATEMENT);
    return writes.stream().map(this::isHeld).toList();
  }

  private boolean isHeld(Write write) {
    Integer held = rows.get(key(write));
    return held != null && held == number(write);
  }

  private int key(Write write) {
    return script.keys().get(number(write));
  }

  private static int number(Write write) {
    return number(write.record());
  }

  private static int number(DataRecord record) {
    return (int) record.id().ordinal();
  }
}
