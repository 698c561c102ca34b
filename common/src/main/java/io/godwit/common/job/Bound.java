package io.godwit.common.job;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/** What was bound so far, by path: for the rules that concern several parts of a job. */
final class Bound {

  /** A connection's name, and the kind that is needed where it stands. */
  record Use(String path, Node node, String name, Class<?> kind) {}

  private final Map<String, Node> nodes = new HashMap<>();
  private final Map<String, Object> values = new HashMap<>();
  private final Map<String, Class<?>> chosen = new HashMap<>();
  private final Map<String, List<String>> names = new HashMap<>();
  private final List<Use> uses = new ArrayList<>();

  void note(String path, Node node, Optional<Object> value) {
    nodes.put(path, node);
    value.ifPresent(v -> values.put(path, v));
  }

  void chose(String path, Class<?> type) {
    chosen.put(path, type);
  }

  void names(String path, List<String> keys) {
    names.put(path, keys);
  }

  void use(String path, Node node, String name, Class<?> kind) {
    uses.add(new Use(path, node, name, kind));
  }

  Optional<Node> node(String path) {
    return Optional.ofNullable(nodes.get(path));
  }

  /** The value at a path, where it was bound and is of the type. */
  <T> Optional<T> value(String path, Class<T> type) {
    return Optional.ofNullable(values.get(path)).filter(type::isInstance).map(type::cast);
  }

  /** The alternative that a path chose, also where it broke a rule afterwards. */
  Optional<Class<?>> chosen(String path) {
    return Optional.ofNullable(chosen.get(path));
  }

  /** The names that a mapping at a path gives, where there is one. */
  Optional<List<String>> names(String path) {
    return Optional.ofNullable(names.get(path));
  }

  List<Use> uses() {
    return uses;
  }
}
