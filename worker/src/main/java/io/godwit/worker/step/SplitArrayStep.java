package io.godwit.worker.step;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Verdict;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.value.Document;
import io.godwit.common.spi.Step;
import io.godwit.worker.step.spec.SplitArraySpec;
import java.util.ArrayList;
import java.util.List;

/** Makes parts of each record. */
final class SplitArrayStep implements Step {

  private final ArraySplit split;

  SplitArrayStep(SplitArraySpec spec) {
    this.split = new ArraySplit(spec.parts(), "split-array");
  }

  @Override
  public List<Verdict> apply(List<DataRecord> batch) {
    List<Verdict> verdicts = new ArrayList<>(batch.size());
    for (DataRecord record : batch) {
      verdicts.add(
          switch (split.of(record.fields())) {
            case ArraySplit.Result.Parts(List<Document> parts) ->
                parts.isEmpty()
                    ? Verdict.Drop.DROP
                    : new Verdict.Split(parts.stream().map(record::withFields).toList());
            case ArraySplit.Result.Unfit(Failure failure) -> new Verdict.Reject(failure);
          });
    }
    return verdicts;
  }

  @Override
  public void close() {
    // Holds nothing outside the heap.
  }
}
