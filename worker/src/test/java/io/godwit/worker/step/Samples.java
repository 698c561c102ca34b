package io.godwit.worker.step;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Origin;
import io.godwit.common.model.RecordId;
import io.godwit.common.model.Verdict;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Key;
import io.godwit.common.model.value.Value;
import io.godwit.common.spec.StepSpec;
import io.godwit.common.spi.Lookup;
import io.godwit.worker.step.spec.FieldStepSpec;
import io.godwit.worker.step.spec.LookupSpec;
import io.godwit.worker.step.spec.SplitArraySpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Records, and the short way from a step to what it makes of one. */
public final class Samples {

  public static final StepOpener NO_LOOKUPS =
      spec -> {
        if (spec instanceof SplitArraySpec split) {
          return new SplitArrayStep(split);
        }
        throw new AssertionError("no lookup expected: " + spec);
      };

  private Samples() {}

  /** Opens every lookup of a job as this one. */
  public static StepOpener lookup(Lookup table) {
    return spec -> new LookupStep((LookupSpec) spec, table);
  }

  public static Value text(String s) {
    return new Value.Text(s);
  }

  public static Value int64(long l) {
    return new Value.Int64(l);
  }

  /** Alternating names and values. */
  public static Document doc(Object... namesAndValues) {
    Map<String, Value> fields = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.put((String) namesAndValues[i], (Value) namesAndValues[i + 1]);
    }
    return Document.of(fields);
  }

  public static DataRecord record(Document fields) {
    return record(0, fields);
  }

  public static DataRecord record(long ordinal, Document fields) {
    return new DataRecord(
        new RecordId(0, ordinal), new Key("k" + ordinal), new Origin("a.csv", ordinal + 1), fields);
  }

  public static Verdict run(Document fields, StepSpec... steps) {
    try (Pipeline pipeline = Steps.compile(List.of(steps), NO_LOOKUPS)) {
      return pipeline.run(List.of(record(fields))).get(0);
    } catch (Trouble e) {
      throw new AssertionError(e);
    }
  }

  public static Document kept(Document fields, StepSpec... steps) {
    return switch (run(fields, steps)) {
      case Verdict.Keep(DataRecord record) -> record.fields();
      case Verdict.Split split -> throw new AssertionError("split: " + split);
      case Verdict.Drop ignored -> throw new AssertionError("dropped");
      case Verdict.Reject(Failure failure) -> throw new AssertionError(failure.toString());
    };
  }

  public static Failure rejected(Document fields, StepSpec... steps) {
    return switch (run(fields, steps)) {
      case Verdict.Reject(Failure failure) -> failure;
      case Verdict.Keep(DataRecord record) -> throw new AssertionError("kept: " + record);
      case Verdict.Split split -> throw new AssertionError("split: " + split);
      case Verdict.Drop ignored -> throw new AssertionError("dropped");
    };
  }

  public static Value computed(Document fields, String expression) {
    return kept(fields, new FieldStepSpec.Set(Map.of("x", expression))).get("x").orElseThrow();
  }

  public static Failure failed(Document fields, String expression) {
    return rejected(fields, new FieldStepSpec.Set(Map.of("x", expression)));
  }
}
