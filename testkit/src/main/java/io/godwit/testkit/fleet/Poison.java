package io.godwit.testkit.fleet;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Verdict;
import io.godwit.common.model.value.Value;
import io.godwit.common.spec.FieldEffect;
import io.godwit.common.spec.StepSpec;
import io.godwit.common.spec.notation.Doc;
import io.godwit.common.spi.Opening;
import io.godwit.common.spi.Step;
import io.godwit.common.spi.StepConnector;
import java.util.ArrayList;
import java.util.List;

/**
 * A step that ends its process by what a record holds, as a bug in a step or in a driver would. It
 * is a stranger's connector: only processes that a test starts have it on their class path.
 */
public final class Poison implements StepConnector {

  /** Fills the memory. */
  public static final String MEMORY = "memory";

  /** Calls itself without end. */
  public static final String STACK = "stack";

  /** Ends the process. */
  public static final String EXIT = "exit";

  /** Does nothing. */
  public static final String HARMLESS = "harmless";

  private static final int EXIT_CODE = 7;

  /** For the service loader. */
  public Poison() {}

  /**
   * The step of a job that has it.
   *
   * @param poison the field whose text says what it does
   */
  @Doc("Ends the process, or not, by what a field says.")
  public record Spec(@Doc("The field whose text says what to do.") String poison)
      implements StepSpec {
    @Override
    public List<FieldEffect> effects() {
      return List.of(new FieldEffect.Reads(List.of(poison)));
    }
  }

  @Override
  public List<Class<? extends StepSpec>> kinds() {
    return List.of(Spec.class);
  }

  @Override
  public Step open(StepSpec spec, Opening opening) {
    return new Taster(((Spec) spec).poison());
  }

  private record Taster(String field) implements Step {
    @Override
    public List<Verdict> apply(List<DataRecord> batch) {
      List<Verdict> verdicts = new ArrayList<>();
      for (DataRecord record : batch) {
        if (record.fields().get(field).orElse(Value.Null.NULL) instanceof Value.Text(String text)) {
          taste(text);
        }
        verdicts.add(new Verdict.Keep(record));
      }
      return verdicts;
    }

    @Override
    public void close() {}
  }

  private static void taste(String text) {
    switch (text) {
      case MEMORY -> fill();
      case STACK -> deeper(0);
      case EXIT -> Runtime.getRuntime().halt(EXIT_CODE);
      default -> {}
    }
  }

  private static void fill() {
    List<long[]> all = new ArrayList<>();
    while (!all.contains(new long[0])) {
      all.add(new long[1 << 17]);
    }
  }

  private static int deeper(int depth) {
    return depth < 0 ? depth : deeper(depth + 1) + 1;
  }
}
