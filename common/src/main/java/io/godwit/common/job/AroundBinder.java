package io.godwit.common.job;

import io.godwit.common.job.shape.Shape;
import io.godwit.common.model.text.NearestName;
import io.godwit.common.spec.rule.BrokenRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * Binds one of several records together with the keys that may stand beside those of any of them.
 * The two share a mapping of the file and nothing else, so it is taken apart first, and each half
 * is bound as if it stood alone.
 */
final class AroundBinder {

  private final Binder binder;
  private final Problems problems;

  AroundBinder(Binder binder, Problems problems) {
    this.binder = binder;
    this.problems = problems;
  }

  Optional<Object> bind(Node node, Shape.OneOf shape, String path) {
    if (node instanceof MappingNode mapping && shape.around().isPresent()) {
      Shape.Around around = shape.around().get();
      List<NodeTuple> beside = new ArrayList<>();
      List<NodeTuple> own = new ArrayList<>();
      for (NodeTuple tuple : mapping.getValue()) {
        (isBeside(tuple, shape, around) ? beside : own).add(tuple);
      }
      if (!beside.isEmpty()) {
        return both(mapping, beside, own, shape, path);
      }
    }
    return binder.oneOf(node, shape, path);
  }

  /** A misspelt key is of the half that has the nearer name, and the binding of it says so. */
  private static boolean isBeside(NodeTuple tuple, Shape.OneOf shape, Shape.Around around) {
    if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
      return false;
    }
    String name = key.getValue();
    List<String> known =
        shape.alternatives().stream()
            .flatMap(a -> a.nested() ? List.of(a.key()).stream() : a.mapping().keys().stream())
            .toList();
    List<String> keys = around.mapping().keys();
    return keys.contains(name)
        || (NearestName.to(name, known).isEmpty() && NearestName.to(name, keys).isPresent());
  }

  private Optional<Object> both(
      MappingNode node,
      List<NodeTuple> beside,
      List<NodeTuple> own,
      Shape.OneOf shape,
      String path) {
    Shape.Around around = shape.around().orElseThrow();
    Optional<Object> kind = binder.oneOf(part(node, own), shape, path);
    Optional<Object> rules = binder.bind(part(node, beside), around.mapping(), path);
    if (kind.isEmpty() || rules.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(around.join().apply(kind.get(), rules.get()));
    } catch (BrokenRule e) {
      problems.place(
          node, Shape.join(path, e.components().getFirst()), Problems.rule(e), Optional.empty());
      return Optional.empty();
    }
  }

  private static MappingNode part(MappingNode node, List<NodeTuple> tuples) {
    return new MappingNode(
        node.getTag(), true, tuples, node.getFlowStyle(), node.getStartMark(), node.getEndMark());
  }
}
