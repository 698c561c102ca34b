package io.godwit.worker.step;

import static io.godwit.worker.step.Samples.doc;
import static io.godwit.worker.step.Samples.int64;
import static io.godwit.worker.step.Samples.record;
import static io.godwit.worker.step.Samples.text;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.schema.FieldType;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import io.godwit.common.spi.Lookup;
import io.godwit.common.spi.Step;
import io.godwit.testkit.contract.StepContract;
import io.godwit.worker.step.op.FieldOp;
import io.godwit.worker.step.op.FieldOps;
import io.godwit.worker.step.op.FieldSteps;
import io.godwit.worker.step.spec.FieldStepSpec;
import io.godwit.worker.step.spec.LookupSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;

/** The built-in steps keep to the contract of steps. */
class StepContractTest {

  private static List<DataRecord> sample() {
    List<DataRecord> records = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      records.add(record(i, doc("id", int64(i), "n", text(i % 7 == 0 ? "x" : "" + i))));
    }
    return records;
  }

  @Nested
  class Fields implements StepContract {
    @Override
    public Step open() {
      List<FieldOp> ops =
          new ArrayList<>(FieldOps.of(new FieldStepSpec.Cast(Map.of("n", FieldType.INTEGER))));
      ops.addAll(FieldOps.of(new FieldStepSpec.Set(Map.of("twice", "r.n * 2"))));
      ops.addAll(FieldOps.of(new FieldStepSpec.Drop("r.id > 25")));
      ops.addAll(FieldOps.of(new FieldStepSpec.Rename(Map.of("n", "number"))));
      ops.addAll(FieldOps.of(new FieldStepSpec.Remove(List.of("id"))));
      return new FieldSteps(ops);
    }

    @Override
    public List<DataRecord> records() {
      return sample();
    }
  }

  @Nested
  class Lookups implements StepContract {
    @Override
    public Step open() {
      LookupSpec spec =
          new LookupSpec("w", "t", "id", "nr", List.of("x"), LookupSpec.Missing.REJECT, 7);
      return new LookupStep(spec, new Thirds());
    }

    @Override
    public List<DataRecord> records() {
      return sample();
    }
  }

  /** A table with every third id. */
  private static final class Thirds implements Lookup {
    @Override
    public Map<Value, Document> find(Set<Value> keys) {
      Map<Value, Document> rows = new HashMap<>();
      for (Value key : keys) {
        if (key instanceof Value.Int64(long id) && id % 3 == 0) {
          rows.put(key, Document.of("x", text("row " + id)));
        }
      }
      return rows;
    }

    @Override
    public void close() {}
  }
}
