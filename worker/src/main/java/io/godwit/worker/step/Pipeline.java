package io.godwit.worker.step;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Verdict;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.BareTexts;
import io.godwit.common.spec.FieldEffect;
import io.godwit.common.spec.UnitStep;
import io.godwit.common.spi.ResourceBound;
import io.godwit.common.spi.Step;
import io.godwit.common.spi.SupportsBareTexts;
import io.godwit.common.spi.SupportsBound;
import io.godwit.common.spi.SupportsCompensation;
import io.godwit.common.spi.SupportsCompensation.Creation;
import io.godwit.common.spi.sink.SupportsBaseline;
import io.godwit.worker.govern.Passage;
import io.godwit.worker.step.op.BareEffects;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The steps of a job, one after the other. Any thread may run it, several at once. */
public final class Pipeline implements AutoCloseable {

  private final List<Stage> stages;
  private final HiddenFields hidden;

  /**
   * A step with a name.
   *
   * @param name the number of the job's step that it begins with, and its kind: {@code 1-lookup}
   * @param effects what it does to the fields of records, for a step that does not say which of
   *     them are bare
   * @param units the units it is for, as patterns; empty where it is for all
   */
  record Stage(String name, Step step, List<FieldEffect> effects, Optional<UnitStep.Rules> units) {

    /** One for all units. */
    Stage(String name, Step step, List<FieldEffect> effects) {
      this(name, step, effects, Optional.empty());
    }

    /** The same for some units only. */
    Stage of(UnitStep.Rules some) {
      return new Stage(name, step, effects, Optional.of(some));
    }

    boolean isFor(String unit) {
      return units.isEmpty() || units.get().has(unit);
    }

    ResourceBound bound() {
      return step instanceof SupportsBound bounded ? bounded.bound() : ResourceBound.Cores.CORES;
    }

    BareTexts bare(BareTexts before) {
      if (step instanceof SupportsBareTexts knowing) {
        return knowing.bareTexts(before);
      }
      return BareEffects.behind(effects, before);
    }
  }

  /** Is told how long each step took. */
  @FunctionalInterface
  public interface Times {
    /** A step has transformed a batch, in so many nanoseconds. */
    void took(String step, long nanos);
  }

  /** Is told which step rejected a record. */
  @FunctionalInterface
  public interface Rejections {
    /** A step has rejected the record at this place of the batch. */
    void rejected(int place, String step);
  }

  /** Is told what a step makes outside of records, before it does. */
  @FunctionalInterface
  public interface Creations {
    /** A step makes something of the record at this place of the batch. */
    void makes(int place, String step, Creation creation);
  }

  Pipeline(List<Stage> stages, HiddenFields hidden) {
    this.stages = List.copyOf(stages);
    this.hidden = hidden;
  }

  /** What nobody is to see of a record that fails. */
  public HiddenFields hidden() {
    return hidden;
  }

  /**
   * What becomes of each record. A record that a step drops or rejects is seen by no later step.
   *
   * @param batch may be empty; not changed
   * @return one verdict a record, in the order of the batch; a kept record, or its parts, as the
   *     last step left it
   * @throws Trouble where a server that a step asks does not answer; the batch can be repeated
   */
  public List<Verdict> run(List<DataRecord> batch) throws Trouble {
    try {
      return run(batch, Passage.alone(), (step, nanos) -> {}, (place, step) -> {}, (p, s, c) -> {});
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody waits who is alone", e);
    }
  }

  /**
   * The same, each step inside the gate of what it needs; and says how long each took, without the
   * time at the gates, which one rejected a record, and what they make of it.
   *
   * @throws InterruptedException where the thread is interrupted at a gate
   */
  public List<Verdict> run(
      List<DataRecord> batch,
      Passage passage,
      Times times,
      Rejections rejections,
      Creations creations)
      throws Trouble, InterruptedException {
    BatchParts parts = new BatchParts(batch);
    for (Stage stage : stages) {
      long nanos =
          passage.through(stage.bound(), () -> advance(stage, parts, rejections, creations));
      times.took(stage.name(), nanos);
    }
    return parts.verdicts();
  }

  /** What the answers of its lookups rest on, as far as that has to stay as it was. */
  public List<SupportsBaseline> baselines() {
    return stages.stream()
        .map(Stage::step)
        .filter(LookupStep.class::isInstance)
        .flatMap(step -> ((LookupStep) step).baseline().stream())
        .toList();
  }

  /** What bounds its steps. */
  public List<ResourceBound> bounds() {
    return stages.stream().map(Stage::bound).toList();
  }

  /** Answers how many nanoseconds it took. */
  private static long advance(
      Stage stage, BatchParts parts, Rejections rejections, Creations creations) throws Trouble {
    long begun = System.nanoTime();
    BatchParts.Input input = parts.input(stage);
    if (stage.step() instanceof SupportsCompensation making) {
      note(making, stage.name(), input, creations);
    }
    List<Verdict> says = stage.step().apply(input.records());
    if (says.size() != input.records().size()) {
      throw new IllegalStateException(
          "a step answered "
              + says.size()
              + " verdicts for "
              + input.records().size()
              + " records");
    }
    parts.output(input, says, stage.name(), rejections);
    return System.nanoTime() - begun;
  }

  private static void note(
      SupportsCompensation step, String name, BatchParts.Input input, Creations creations) {
    for (int i = 0; i < input.records().size(); i++) {
      DataRecord record = input.records().get(i);
      Optional<String> made = step.makes(record);
      if (made.isPresent()) {
        creations.makes(input.places()[i], name, new Creation(record.id(), made.get()));
      }
    }
  }

  /**
   * Has steps take back what they have made of records that are refused.
   *
   * @param creations by the name of the step
   * @throws Trouble where it cannot be said that all is gone; it can be repeated
   * @throws InterruptedException where the thread is interrupted at a gate
   */
  public void takeBack(Map<String, List<Creation>> creations, Passage passage)
      throws Trouble, InterruptedException {
    for (Stage stage : stages) {
      List<Creation> made = creations.getOrDefault(stage.name(), List.of());
      if (!made.isEmpty() && stage.step() instanceof SupportsCompensation step) {
        passage.through(
            stage.bound(),
            () -> {
              step.takeBack(made);
              return made;
            });
      }
    }
  }

  /**
   * Which fields of a unit's records hold bare text behind the last step.
   *
   * @param source those that do at the source
   */
  public BareTexts bareTexts(BareTexts source, String unit) {
    BareTexts bare = source;
    for (Stage stage : stages) {
      bare = stage.isFor(unit) ? stage.bare(bare) : bare;
    }
    return bare;
  }

  /** The lookups among the steps by their names, for their counters. */
  public Map<String, LookupStep> lookups() {
    Map<String, LookupStep> lookups = new LinkedHashMap<>();
    for (Stage stage : stages) {
      if (stage.step() instanceof LookupStep lookup) {
        lookups.put(stage.name(), lookup);
      }
    }
    return lookups;
  }

  @Override
  public void close() {
    stages.forEach(stage -> stage.step().close());
  }
}
