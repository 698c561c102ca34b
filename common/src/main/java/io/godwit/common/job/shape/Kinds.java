package io.godwit.common.job.shape;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.spec.ConnectionSpec;
import io.godwit.common.spec.SinkSpec;
import io.godwit.common.spec.SourceSpec;
import io.godwit.common.spec.StepSpec;
import io.godwit.common.spec.notation.KindKey;
import io.godwit.common.spi.ConnectionKind;
import io.godwit.common.spi.SinkConnector;
import io.godwit.common.spi.SourceConnector;
import io.godwit.common.spi.StepConnector;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Function;

/**
 * What job files can say: the kinds of sources, steps, sinks and connections that connectors bring.
 *
 * @param of the records that stand for kinds, by the interface of {@code common.spec} they have
 * @param connections what is known of each kind of connection
 */
public record Kinds(Map<Class<?>, List<Class<?>>> of, List<ConnectionKind> connections) {

  /** Those of the class path, which does not change while a process runs. */
  private static final class Installed {
    static final Kinds KINDS =
        brought(
            found(SourceConnector.class),
            found(StepConnector.class),
            found(SinkConnector.class),
            found(ConnectionKind.class));
  }

  /** Takes unmodifiable copies. */
  public Kinds {
    of = Map.copyOf(of);
    connections = List.copyOf(connections);
  }

  /**
   * The kinds of the connectors on the class path.
   *
   * @throws Refused where two of them bring one key
   */
  public static Kinds installed() {
    return Installed.KINDS.withoutTwins();
  }

  /**
   * The kinds of these connectors.
   *
   * @throws Refused where two of them bring one key
   */
  public static Kinds of(
      List<SourceConnector> sources,
      List<StepConnector> steps,
      List<SinkConnector> sinks,
      List<ConnectionKind> connections) {
    return brought(sources, steps, sinks, connections).withoutTwins();
  }

  private static Kinds brought(
      List<SourceConnector> sources,
      List<StepConnector> steps,
      List<SinkConnector> sinks,
      List<ConnectionKind> connections) {
    return new Kinds(
        Map.of(
            SourceSpec.class, all(sources, SourceConnector::kinds),
            StepSpec.class, all(steps, StepConnector::kinds),
            SinkSpec.class, all(sinks, SinkConnector::kinds),
            ConnectionSpec.class, all(connections, kind -> List.of(kind.spec()))),
        connections);
  }

  /** The records of an interface; empty where it is none of those that connectors implement. */
  public Optional<List<Class<?>>> records(Class<?> type) {
    return Optional.ofNullable(of.get(type));
  }

  /** The names of the embedded servers that job files can name. */
  public List<String> embeddedServers() {
    return connections.stream().flatMap(kind -> kind.embedded().stream()).distinct().toList();
  }

  /** What is known of the kind of a connection. */
  public ConnectionKind connection(Class<?> spec) {
    return connections.stream()
        .filter(kind -> kind.spec() == spec)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no connector brings " + spec));
  }

  /** The keys of the kinds of connection that can stand where one of this type is needed. */
  public List<String> keysOf(Class<?> needed) {
    return connections.stream()
        .map(ConnectionKind::spec)
        .filter(needed::isAssignableFrom)
        .<String>map(KindKey::of)
        .toList();
  }

  /**
   * By name, since the order of a class path is nobody's choice, and messages and pages list the
   * kinds.
   */
  private static <T> List<T> found(Class<T> type) {
    return ServiceLoader.load(type).stream()
        .sorted(Comparator.comparing(provider -> provider.type().getName()))
        .map(ServiceLoader.Provider::get)
        .toList();
  }

  private static <T> List<Class<?>> all(
      List<T> connectors, Function<T, ? extends List<? extends Class<?>>> kinds) {
    return connectors.stream().<Class<?>>flatMap(c -> kinds.apply(c).stream()).toList();
  }

  private Kinds withoutTwins() {
    for (List<Class<?>> kinds : of.values()) {
      Map<String, Class<?>> known = new HashMap<>();
      for (Class<?> kind : kinds) {
        Optional.ofNullable(known.put(KindKey.of(kind), kind))
            .ifPresent(twin -> {
              throw new Refused(
                  ErrorCode.JOB_INVALID,
                  "two connectors on the class path bring the key '"
                      + KindKey.of(kind)
                      + "': "
                      + twin.getName()
                      + " and "
                      + kind.getName()
                      + "; remove the jar of one");
            });
      }
    }
    return this;
  }
}
