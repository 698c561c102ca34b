package io.godwit.worker;

import io.godwit.common.model.Answer;
import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.Write;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.BareTexts;
import io.godwit.common.model.value.Value;
import io.godwit.common.spec.FieldEffect;
import io.godwit.common.spec.Job;
import io.godwit.common.spec.StepSpec;
import io.godwit.common.spi.Sink;
import io.godwit.common.spi.Step;
import io.godwit.common.spi.Target;
import io.godwit.worker.job.OpenedJob;
import io.godwit.worker.step.Pipeline;
import io.godwit.worker.step.Steps;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** A target in memory; a test says what happens to it. One target has many sinks. */
final class VersionedTarget {

  /** What a test does to a batch. */
  @FunctionalInterface
  interface Fault {
    void on(List<DataRecord> batch) throws Trouble;

    /** Nothing happens. */
    Fault NONE = batch -> {};
  }

  final Map<String, Long> versions = new ConcurrentHashMap<>();
  final AtomicLong written = new AtomicLong();
  volatile Fault before = Fault.NONE;
  volatile Fault after = Fault.NONE;

  /** A job without lookups that writes here. */
  OpenedJob opened(Job job) throws Trouble {
    Pipeline pipeline =
        Steps.compile(
            job.steps(),
            spec -> {
              throw new IllegalStateException("no lookups here");
            });
    return OpenedJob.of(job, pipeline, new Connection());
  }

  /** The same with one step, whatever the job says. */
  OpenedJob opened(Job job, Step step) throws Trouble {
    return OpenedJob.of(
        job, Steps.compile(List.of(new Given("here")), spec -> step), new Connection());
  }

  private record Given(String given) implements StepSpec {
    @Override
    public List<FieldEffect> effects() {
      return List.of();
    }
  }

  private final class Connection implements Target {
    @Override
    public Sink sink(String unit, BareTexts bare) {
      return VersionedTarget.this::write;
    }

    @Override
    public int concurrency() {
      return 2;
    }

    @Override
    public void close() {}
  }

  private List<Answer> write(List<Write> writes) throws Trouble {
    List<DataRecord> batch = writes.stream().map(Write::record).toList();
    before.on(batch);
    List<Answer> outcomes = new ArrayList<>();
    for (DataRecord record : batch) {
      if (record.fields().get("version").orElseThrow() instanceof Value.Int64(long version)) {
        versions.put(record.key().text(), version);
        outcomes.add(Outcome.Written.WRITTEN);
      }
    }
    written.addAndGet(batch.size());
    // Written, and yet the answer may be lost.
    after.on(batch);
    return outcomes;
  }
}
