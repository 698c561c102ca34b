package io.godwit.worker.step;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Trouble;
import io.godwit.common.model.Verdict;
import io.godwit.common.spi.Step;
import java.util.ArrayList;
import java.util.List;

/** The steps of a job, one after the other. Any thread may run it, several at once. */
public final class Pipeline implements AutoCloseable {

  private final List<Step> steps;

  Pipeline(List<Step> steps) {
    this.steps = List.copyOf(steps);
  }

  /**
   * What becomes of each record. A record that a step drops or rejects is seen by no later step.
   *
   * @param batch may be empty; not changed
   * @return one verdict a record, in the order of the batch; a kept record as the last step left it
   * @throws Trouble where a server that a step asks does not answer; the batch can be repeated
   */
  public List<Verdict> run(List<DataRecord> batch) throws Trouble {
    List<Verdict> verdicts = new ArrayList<>(batch.size());
    for (DataRecord record : batch) {
      verdicts.add(new Verdict.Keep(record));
    }
    for (Step step : steps) {
      advance(step, verdicts);
    }
    return verdicts;
  }

  private static void advance(Step step, List<Verdict> verdicts) throws Trouble {
    List<DataRecord> kept = new ArrayList<>(verdicts.size());
    int[] places = new int[verdicts.size()];
    for (int i = 0; i < verdicts.size(); i++) {
      if (verdicts.get(i) instanceof Verdict.Keep(DataRecord record)) {
        places[kept.size()] = i;
        kept.add(record);
      }
    }
    List<Verdict> next = step.apply(kept);
    if (next.size() != kept.size()) {
      throw new IllegalStateException(
          "a step answered " + next.size() + " verdicts for " + kept.size() + " records");
    }
    for (int i = 0; i < next.size(); i++) {
      verdicts.set(places[i], next.get(i));
    }
  }

  /** The lookups among the steps, in their order, for their counters. */
  public List<LookupStep> lookups() {
    return steps.stream().filter(LookupStep.class::isInstance).map(LookupStep.class::cast).toList();
  }

  @Override
  public void close() {
    steps.forEach(Step::close);
  }
}
