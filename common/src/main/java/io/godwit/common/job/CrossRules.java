package io.godwit.common.job;

import io.godwit.common.job.shape.Kinds;
import io.godwit.common.job.shape.Shape;
import io.godwit.common.model.text.NearestName;
import io.godwit.common.spec.FieldEffect;
import io.godwit.common.spec.SinkEntry;
import io.godwit.common.spec.SinkSpec;
import io.godwit.common.spec.SourceSpec;
import io.godwit.common.spec.StepSpec;
import io.godwit.common.spec.UnitStep;
import io.godwit.common.spec.notation.KindKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rules that concern several parts of a job at once. */
final class CrossRules {

  private static final String CONNECTIONS = "connections";

  private final Bound bound;
  private final Problems problems;
  private final Kinds kinds;

  CrossRules(Bound bound, Problems problems, Kinds kinds) {
    this.bound = bound;
    this.problems = problems;
    this.kinds = kinds;
  }

  void check() {
    bound.names(CONNECTIONS).ifPresent(names -> bound.uses().forEach(use -> named(use, names)));
    bound.value("sink", List.class).ifPresent(this::sinkKeysArrive);
  }

  private void named(Bound.Use use, List<String> names) {
    if (!names.contains(use.name())) {
      Optional<String> near = NearestName.to(use.name(), names);
      problems.value(
          use.node(),
          use.path(),
          near.isPresent()
              ? "no connection has this name"
              : "no connection has this name; there is " + String.join(", ", names),
          near);
      return;
    }
    Optional<Class<?>> kind = bound.chosen(Shape.join(CONNECTIONS, use.name()));
    if (kind.isPresent() && !use.kind().isAssignableFrom(kind.get())) {
      problems.value(
          use.node(),
          use.path(),
          "a "
              + String.join(" or ", kinds.keysOf(use.kind()))
              + " connection is needed, and this one is "
              + KindKey.of(kind.get()),
          Optional.empty());
    }
  }

  /** A field that is surely absent cannot be a key: every record would fail. */
  private void sinkKeysArrive(List<?> sinks) {
    if (bound.node("steps").isPresent() && bound.value("steps", List.class).isEmpty()) {
      return;
    }
    for (int i = 0; i < sinks.size(); i++) {
      String path = "sink[" + i + "]";
      sinkKeyArrives((SinkSpec) sinks.get(i), bound.node(path).isPresent() ? path : "sink");
    }
  }

  private void sinkKeyArrives(SinkSpec sink, String place) {
    FieldFlow flow = new FieldFlow();
    bound.value("source", SourceSpec.class).flatMap(SourceSpec::fields).ifPresent(flow::only);
    int index = 0;
    for (Object step : bound.value("steps", List.class).orElse(List.of())) {
      List<FieldEffect> effects = ((StepSpec) step).effects();
      // What is for some units adds to what may be there, and takes nothing from the others.
      flow.pass(step instanceof UnitStep ? added(effects) : effects, "steps[" + index++ + "]");
    }
    Optional<SinkEntry.Rules> rules = SinkEntry.rules(sink);
    rules
        .flatMap(SinkEntry.Rules::each)
        .ifPresent(each -> flow.pass(each.effects(), place + ".each"));
    for (int i = 0; i < sink.key().size(); i++) {
      String key = sink.key().get(i);
      String field = rules.flatMap(SinkEntry.Rules::fields).map(f -> f.get(key)).orElse(key);
      Optional<String> gone = flow.whyAbsent(field);
      String path = place + ".key[" + i + "]";
      bound
          .node(path)
          .or(() -> bound.node(place + ".key"))
          .filter(node -> gone.isPresent())
          .ifPresent(node ->
              problems.value(
                  node, path, "no such field reaches the sink: " + gone.get(), Optional.empty()));
    }
  }

  private static List<FieldEffect> added(List<FieldEffect> effects) {
    List<FieldEffect> added = new ArrayList<>();
    for (FieldEffect effect : effects) {
      switch (effect) {
        case FieldEffect.Makes makes -> added.add(makes);
        case FieldEffect.Renames(var names) ->
            added.add(new FieldEffect.Makes(List.copyOf(names.values())));
        case FieldEffect.Unfolds ignored -> added.add(new FieldEffect.Unfolds(List.of()));
        case FieldEffect.Reads ignored -> {}
        case FieldEffect.Retypes ignored -> {}
        case FieldEffect.Keeps ignored -> {}
        case FieldEffect.Removes ignored -> {}
      }
    }
    return added;
  }
}
