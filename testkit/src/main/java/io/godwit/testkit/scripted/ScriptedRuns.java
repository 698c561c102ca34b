package io.godwit.testkit.scripted;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Origin;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.RecordId;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Key;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Runs an engine through scripts, and says what must hold: every good record is in the target,
 * every bad one is named with its reason, none is both, the last record of a key wins, what was
 * written is no failure, and no run waits for ever unless nothing goes in.
 */
public final class ScriptedRuns {

  private static final Duration FOR_EVER = Duration.ofHours(2);
  private static final Duration DISTURBED = Duration.ofSeconds(30);
  private static final Duration RESTART = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

  /** So few records may be decided by an empty statement, in a target that has no row. */
  private static final int FEW = 10;

  private final Engine engine;

  /** Runs of an engine. */
  public ScriptedRuns(Engine engine) {
    this.engine = engine;
  }

  /** The first broken promise among so many scripts from a seed on; empty where all hold. */
  public Optional<String> firstBroken(long firstSeed, int scripts) {
    for (long seed = firstSeed; seed < firstSeed + scripts; seed++) {
      Optional<String> broken = broken(seed);
      if (broken.isPresent()) {
        return Optional.of("seed " + seed + ": " + broken.get() + "\n" + Script.of(seed));
      }
    }
    return Optional.empty();
  }

  /** What is not as it must be after the script of a seed; empty where all is. */
  public Optional<String> broken(long seed) {
    Script script = Script.of(seed);
    VirtualTime time = new VirtualTime();
    ScriptedTarget target = new ScriptedTarget(script, time);
    List<DataRecord> records =
        IntStream.range(0, script.keys().size()).mapToObj(i -> record(script, i)).toList();
    Optional<List<Outcome>> outcomes = run(script, time, target, records);
    if (outcomes.isEmpty()) {
      return mayWait(target, records)
          ? Optional.empty()
          : Optional.of("it waits for ever though the target takes something");
    }
    return IntStream.range(0, records.size())
        .mapToObj(i -> broken(script, target, i, outcomes.get()))
        .flatMap(Optional::stream)
        .findFirst()
        .or(() -> lastOfKey(script, target, outcomes.get()));
  }

  /** Nothing goes in, and there is more than an empty statement could decide about. */
  private static boolean mayWait(ScriptedTarget target, List<DataRecord> records) {
    return (records.size() > FEW || target.hasRows()) && !target.takesAny(records);
  }

  private static DataRecord record(Script script, int number) {
    return new DataRecord(
        new RecordId(0, number),
        new Key("key " + script.keys().get(number)),
        new Origin("script", number + 1),
        Document.empty());
  }

  private Optional<List<Outcome>> run(
      Script script, VirtualTime time, ScriptedTarget target, List<DataRecord> records) {
    Random chance = new Random(script.seed() + 1);
    long end = script.outages().isEmpty() ? 0 : script.outages().getLast().to();
    long calm = Math.max(end, script.ruleAt()) + DISTURBED.toNanos();
    long patience = calm + FOR_EVER.toNanos();
    Engine.Life life = engine.begin(target, records, time::nanos);
    int most = script.limits();
    Duration pause = Duration.ofMillis(200);
    // Once all is calm nothing changes any more, and what may wait then may do so for ever.
    while (time.nanos() < patience && (time.nanos() < calm || !mayWait(target, records))) {
      try {
        switch (life.step(most)) {
          case Engine.Step.Done(List<Outcome> outcomes) -> {
            return Optional.of(outcomes);
          }
          case Engine.Step.GoOn ignored -> pause = Duration.ofMillis(200);
          case Engine.Step.Wait(Duration wait) -> time.pass(wait);
        }
      } catch (Trouble trouble) {
        most = trouble.code() == ErrorCode.TARGET_SLOW ? Math.max(1, most / 2) : most;
        time.pass(pause);
        pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : pause;
      }
      // A worker that dies every few seconds for ever never gets anywhere.
      if (time.nanos() < calm && chance.nextInt(100) < script.deaths()) {
        time.pass(RESTART);
        life = engine.begin(target, records, time::nanos);
      }
    }
    return Optional.empty();
  }

  private static Optional<String> broken(
      Script script, ScriptedTarget target, int number, List<Outcome> outcomes) {
    Outcome outcome = outcomes.get(number);
    Optional<String> bad = Optional.ofNullable(script.bad().get(number));
    Optional<String> forbidden = Optional.ofNullable(script.forbidden().get(number));
    if (outcome instanceof Outcome.Failed(var failure)) {
      boolean named =
          bad.or(() -> forbidden).filter(r -> failure.message().contains(r)).isPresent();
      // Where another record of its key has come over it since, the target cannot tell any more.
      boolean held = target.everWrote(number) && isAloneOfItsKey(script, number);
      return named && !held
          ? Optional.empty()
          : Optional.of("record " + number + " is called bad: " + failure.message());
    }
    return bad.isEmpty() && target.everWrote(number)
        ? Optional.empty()
        : Optional.of("record " + number + " is called written");
  }

  private static boolean isAloneOfItsKey(Script script, int number) {
    return Collections.frequency(script.keys(), script.keys().get(number)) == 1;
  }

  private static Optional<String> lastOfKey(
      Script script, ScriptedTarget target, List<Outcome> outcomes) {
    Map<Integer, Integer> last = new HashMap<>();
    for (int i = 0; i < outcomes.size(); i++) {
      if (outcomes.get(i) == Outcome.Written.WRITTEN) {
        last.put(script.keys().get(i), i);
      }
    }
    return target.rows().equals(last)
        ? Optional.empty()
        : Optional.of("the target holds " + target.rows() + " and not " + last);
  }
}
