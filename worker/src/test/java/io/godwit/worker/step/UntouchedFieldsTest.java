package io.godwit.worker.step;

import static io.godwit.worker.step.Samples.int64;
import static io.godwit.worker.step.Samples.record;
import static io.godwit.worker.step.Samples.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Verdict;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.schema.FieldType;
import io.godwit.common.model.value.Cells;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import io.godwit.common.model.value.ValueConsumer;
import io.godwit.common.spec.StepSpec;
import io.godwit.worker.step.expression.EvenNumbers;
import io.godwit.worker.step.spec.FieldStepSpec;
import io.godwit.worker.step.spec.LookupSpec;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What a step does not look at is not unpacked for it. */
class UntouchedFieldsTest {

  private static final String[] NAMES = {"id", "a", "b", "c", "d", "e"};

  /** Cells that note which of them somebody has asked for. */
  private static final class Watched implements Cells {

    private final Set<String> asked = new TreeSet<>();
    private final Value[] values = {
      int64(4), text("7"), text("b"), text("c"), text("d"), text("e")
    };

    @Override
    public int size() {
      return values.length;
    }

    @Override
    public Value value(int place) {
      asked.add(NAMES[place]);
      return values[place];
    }

    @Override
    public void tell(int place, ValueConsumer consumer) {
      throw new AssertionError("no step takes a value bare");
    }
  }

  private static Document through(Watched cells, StepSpec... steps) throws Trouble {
    try (Pipeline pipeline = Steps.compile(List.of(steps), Samples.lookup(new EvenNumbers()))) {
      Verdict verdict = pipeline.run(List.of(record(Document.over(NAMES, cells)))).getFirst();
      if (verdict instanceof Verdict.Keep(DataRecord record)) {
        return record.fields();
      }
      throw new AssertionError("not kept: " + verdict);
    }
  }

  @Test
  void stepsAskForWhatTheyNameOnly() throws Trouble {
    Watched cells = new Watched();
    Document made =
        through(
            cells,
            new FieldStepSpec.Set(Map.of("n", "r.b + '!'")),
            new FieldStepSpec.Cast(Map.of("a", FieldType.INT32)),
            new FieldStepSpec.Drop("r.b == 'x'"),
            new FieldStepSpec.Rename(Map.of("d", "dd")),
            new FieldStepSpec.Remove(List.of("e")),
            new LookupSpec(
                "w", "numbers", "id", "nr", List.of("weight"), LookupSpec.Missing.REJECT, 10));

    assertThat(cells.asked).containsExactly("a", "b", "id");
    assertThat(made.toMap().keySet()).containsExactly("id", "a", "b", "c", "dd", "n", "weight");
    assertThat(made.toMap().values())
        .containsExactly(
            int64(4), new Value.Int32(7), text("b"), text("c"), text("d"), text("b!"), int64(40));
  }

  @Test
  void keepingFieldsAsksForNone() throws Trouble {
    Watched cells = new Watched();
    Document made = through(cells, new FieldStepSpec.Keep(List.of("c", "a")));

    assertThat(cells.asked).isEmpty();
    assertThat(made.toMap()).isEqualTo(Map.of("a", text("7"), "c", text("c")));
  }
}
