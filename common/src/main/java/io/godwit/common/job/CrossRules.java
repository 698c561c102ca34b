package io.godwit.common.job;

import io.godwit.common.model.NearestName;
import io.godwit.common.spec.KindKey;
import io.godwit.common.spec.SinkSpec;
import io.godwit.common.spec.SourceSpec;
import io.godwit.common.spec.StepSpec;
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
    bound.value("sink", SinkSpec.class).ifPresent(this::sinkKeyArrives);
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
    Optional<Class<?>> kind = bound.chosen(Entries.join(CONNECTIONS, use.name()));
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
  private void sinkKeyArrives(SinkSpec sink) {
    if (bound.node("steps").isPresent() && bound.value("steps", List.class).isEmpty()) {
      return;
    }
    FieldFlow flow = new FieldFlow();
    bound.value("source", SourceSpec.class).flatMap(SourceSpec::fields).ifPresent(flow::only);
    int index = 0;
    for (Object step : bound.value("steps", List.class).orElse(List.of())) {
      flow.pass(((StepSpec) step).effects(), "steps[" + index++ + "]");
    }
    for (int i = 0; i < sink.key().size(); i++) {
      String path = "sink.key[" + i + "]";
      Optional<String> gone = flow.whyAbsent(sink.key().get(i));
      bound
          .node(path)
          .or(() -> bound.node("sink.key"))
          .filter(node -> gone.isPresent())
          .ifPresent(node ->
              problems.value(
                  node, path, "no such field reaches the sink: " + gone.get(), Optional.empty()));
    }
  }
}
