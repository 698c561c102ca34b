package io.godwit.worker.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.Answer;
import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.Write;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spi.Sink;
import io.godwit.common.spi.sink.SupportsRecall;
import io.godwit.common.spi.sink.SupportsWitness;
import io.godwit.testkit.scripted.Engine;
import io.godwit.testkit.scripted.ScriptedRuns;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The evidence, against scripted targets in virtual time. */
class TargetWriterTest {

  private static final int SCRIPTS = 100_000;
  private static final int MANY_SCRIPTS = 1_000_000;

  /** Enough to find out each fault that is built in below. */
  private static final int FAULTY_SCRIPTS = 200_000;

  @Test
  void everyGoodRecordIsWrittenAndEveryBadOneNamed() {
    boolean many = Boolean.getBoolean("godwit.long");
    long seed = Long.getLong("godwit.seed", many ? new Random().nextInt() : 20_240_229);
    System.out.println("seed " + seed + " (-Dgodwit.seed)");

    assertThat(
            new ScriptedRuns(engine(target -> target))
                .firstBroken(seed, many ? MANY_SCRIPTS : SCRIPTS))
        .isEmpty();
  }

  @Test
  void withoutAWitnessAnOutageWouldMakeDeadLetters() {
    finds(target -> new Altered(target, true, false, false), "is called bad");
  }

  @Test
  void withoutASecondRefusalAnOutageWouldMakeDeadLetters() {
    finds(target -> new Altered(target, false, true, false), "is called bad");
  }

  @Test
  void withoutMemoryARepeatedRecordWouldBeADeadLetter() {
    finds(target -> new Altered(target, false, false, true), "is called bad");
  }

  private static void finds(UnaryOperator<Sink> fault, String what) {
    assertThat(new ScriptedRuns(engine(fault)).firstBroken(0, FAULTY_SCRIPTS))
        .hasValueSatisfying(broken -> assertThat(broken).contains(what));
  }

  /** Carries out what {@link BatchState} says is next, as a partition does. */
  private static Engine engine(UnaryOperator<Sink> sink) {
    return (target, records, nanos) -> {
      BatchState state = new BatchState(records.size());
      TargetWriter writer =
          new TargetWriter(sink.apply(target), new Witnesses(), records::size, nanos);
      return most -> step(most, writer, state, records, nanos);
    };
  }

  private static Engine.Step step(
      int most, TargetWriter writer, BatchState state, List<DataRecord> records, LongSupplier nanos)
      throws Trouble {
    switch (state.next(most, nanos.getAsLong())) {
      case Next.Done ignored -> {
        return new Engine.Step.Done(state.outcomes());
      }
      case Next.Wait(var time) -> {
        return new Engine.Step.Wait(time);
      }
      case Next.Write(List<Integer> places) -> writer.write(placed(places, records), state);
      case Next.TryAgain(List<Integer> places) ->
          writer.tryAgain(placed(places, records), most, state);
    }
    return Engine.Step.GoOn.GO_ON;
  }

  private static List<Placed> placed(List<Integer> places, List<DataRecord> records) {
    return places.stream().map(place -> new Placed(place, Write.of(records.get(place)))).toList();
  }

  /**
   * A target with a fault built in.
   *
   * @param credulous of which it is always said that it takes something
   * @param hasty whose first refusal is the last
   * @param forgetful that cannot say what an earlier attempt did
   */
  private record Altered(Sink target, boolean credulous, boolean hasty, boolean forgetful)
      implements Sink, SupportsWitness, SupportsRecall {
    @Override
    public List<Answer> write(List<Write> batch) throws Trouble {
      return altered(target.write(batch));
    }

    @Override
    public List<Answer> isolate(List<Write> batch) throws Trouble {
      return altered(((SupportsWitness) target).isolate(batch));
    }

    private List<Answer> altered(List<Answer> answers) {
      return hasty ? answers.stream().map(Altered::believed).toList() : answers;
    }

    private static Answer believed(Answer answer) {
      return switch (answer) {
        case Outcome outcome -> outcome;
        case Answer.Doubt(var reason, var failure) -> new Outcome.Failed(failure);
      };
    }

    @Override
    public Witness witness(Optional<Write> accepted, Write refused) throws Trouble {
      return credulous ? Witness.RECORD : ((SupportsWitness) target).witness(accepted, refused);
    }

    @Override
    public List<Boolean> holds(List<Write> writes) throws Trouble {
      return forgetful
          ? writes.stream().map(write -> false).toList()
          : ((SupportsRecall) target).holds(writes);
    }
  }
}
