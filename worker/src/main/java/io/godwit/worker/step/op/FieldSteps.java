package io.godwit.worker.step.op;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Verdict;
import io.godwit.common.model.value.BareTexts;
import io.godwit.common.model.value.Document;
import io.godwit.common.spi.Step;
import io.godwit.common.spi.SupportsBareTexts;
import java.util.ArrayList;
import java.util.List;

/**
 * Neighbouring field operations as one step: each record goes through all of them before the next
 * one does, so that it stays in the processor's cache and no list is made between them.
 */
public final class FieldSteps implements Step, SupportsBareTexts {

  private final FieldOp[] ops;

  /** Of operations in their order, at least one. */
  public FieldSteps(List<FieldOp> ops) {
    this.ops = ops.toArray(FieldOp[]::new);
  }

  @Override
  public List<Verdict> apply(List<DataRecord> batch) {
    List<Verdict> verdicts = new ArrayList<>(batch.size());
    for (DataRecord record : batch) {
      verdicts.add(verdict(record));
    }
    return verdicts;
  }

  @Override
  public BareTexts bareTexts(BareTexts before) {
    BareTexts bare = before;
    for (FieldOp op : ops) {
      bare = op.bare(bare);
    }
    return bare;
  }

  private Verdict verdict(DataRecord record) {
    Document fields = record.fields();
    for (FieldOp op : ops) {
      switch (op.apply(fields)) {
        case Change.To(Document changed) -> fields = changed;
        case Change.End(Verdict end) -> {
          return end;
        }
      }
    }
    return new Verdict.Keep(record.withFields(fields));
  }

  @Override
  public void close() {
    // Holds nothing outside the heap.
  }
}
