package io.godwit.common.job;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.select.SelectedSource;
import io.godwit.common.spec.ChosenSource;
import io.godwit.common.spec.ConnectionSpec;
import io.godwit.common.spec.SinkEntry;
import io.godwit.common.spec.SinkSpec;
import io.godwit.common.spec.SourceSpec;
import io.godwit.common.spec.StepSpec;
import io.godwit.common.spec.StoreConnection;
import io.godwit.common.spec.notation.KindKey;
import io.godwit.common.spi.Lookup;
import io.godwit.common.spi.LookupConnector;
import io.godwit.common.spi.LookupQuery;
import io.godwit.common.spi.Opening;
import io.godwit.common.spi.SinkConnector;
import io.godwit.common.spi.Source;
import io.godwit.common.spi.SourceConnector;
import io.godwit.common.spi.Step;
import io.godwit.common.spi.StepConnector;
import io.godwit.common.spi.StoreConnector;
import io.godwit.common.spi.Target;
import io.godwit.common.store.ObjectStore;
import java.util.Collection;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Function;

/** Opens what a job describes by the connector on the class path that brings its kind. */
public final class Connectors {

  private Connectors() {}

  /**
   * The source of a description.
   *
   * @throws Refused where no connector reads such a source
   */
  public static Source source(SourceSpec spec, Opening opening) throws Trouble {
    SourceSpec bare = ChosenSource.bare(spec);
    Source source = find(SourceConnector.class, SourceConnector::kinds, bare).open(bare, opening);
    return spec instanceof ChosenSource(SourceSpec ignored, ChosenSource.Rules rules)
        ? new SelectedSource(source, rules)
        : source;
  }

  /**
   * The target of a description, connected and checked.
   *
   * @param sinks the places that a job writes to, of one kind and over one connection
   * @throws Refused where no connector writes there, or it finds something missing
   */
  public static Target target(List<SinkSpec> sinks, Opening opening) throws Trouble {
    List<SinkSpec> bare = sinks.stream().map(SinkEntry::bare).toList();
    return find(SinkConnector.class, SinkConnector::kinds, bare.getFirst()).open(bare, opening);
  }

  /** The statements that make what Godwit needs for itself where sinks are; connects to nothing. */
  public static List<String> needed(List<SinkSpec> sinks, Opening opening) {
    List<SinkSpec> bare = sinks.stream().map(SinkEntry::bare).toList();
    return find(SinkConnector.class, SinkConnector::kinds, bare.getFirst()).needed(bare, opening);
  }

  /**
   * The step of a description, connected and checked.
   *
   * @throws Refused where no connector has such a step, or it finds something missing
   */
  public static Step step(StepSpec spec, Opening opening) throws Trouble {
    return find(StepConnector.class, StepConnector::kinds, spec).open(spec, opening);
  }

  /**
   * A lookup over a connection, connected and checked.
   *
   * @param connection its name
   * @throws Refused where no connector looks up there, or it finds something missing
   */
  public static Lookup lookup(String connection, LookupQuery query, Opening opening)
      throws Trouble {
    ConnectionSpec spec = opening.connections().spec(connection);
    Class<?> kind = spec instanceof StoreConnection ? StoreConnection.class : spec.getClass();
    return find(LookupConnector.class, LookupConnector::connections, kind)
        .open(connection, query, opening);
  }

  /**
   * The store of objects behind a connection, which answers. The caller closes it.
   *
   * @param connection its name
   * @throws Refused where no connector opens such a store, or it does not let us in
   */
  public static ObjectStore store(String connection, Opening opening) throws Trouble {
    ConnectionSpec spec = opening.connections().spec(connection);
    return find(StoreConnector.class, StoreConnector::connections, spec).open(connection, opening);
  }

  private static <C> C find(
      Class<C> type, Function<C, ? extends Collection<? extends Class<?>>> kinds, Object spec) {
    return find(type, kinds, spec.getClass());
  }

  private static <C> C find(
      Class<C> type, Function<C, ? extends Collection<? extends Class<?>>> kinds, Class<?> kind) {
    for (C connector : ServiceLoader.load(type)) {
      if (kinds.apply(connector).contains(kind)) {
        return connector;
      }
    }
    throw new Refused(
        ErrorCode.JOB_INVALID,
        "no "
            + type.getSimpleName()
            + " on the class path opens the kind '"
            + KindKey.of(kind)
            + "': the jar that brings it is missing here");
  }
}
