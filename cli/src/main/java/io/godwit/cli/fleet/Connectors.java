package io.godwit.cli.fleet;

import io.godwit.common.model.BareTexts;
import io.godwit.common.model.ErrorCode;
import io.godwit.common.model.Refused;
import io.godwit.common.model.Trouble;
import io.godwit.common.spec.SinkSpec;
import io.godwit.common.spec.SourceSpec;
import io.godwit.common.spec.StepSpec;
import io.godwit.common.spi.Connections;
import io.godwit.common.spi.Lookup;
import io.godwit.common.spi.LookupConnector;
import io.godwit.common.spi.Sink;
import io.godwit.common.spi.SinkConnector;
import io.godwit.common.spi.Source;
import io.godwit.common.spi.SourceConnector;
import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;

/** The connectors on the class path; the first that knows a description has it. */
public final class Connectors {

  private Connectors() {}

  /**
   * The source of a description.
   *
   * @param base the folder that relative paths start from
   * @throws Refused where no connector reads such a source
   */
  public static Source source(SourceSpec spec, Path base) {
    for (SourceConnector connector : ServiceLoader.load(SourceConnector.class)) {
      Optional<Source> source = connector.open(spec, base);
      if (source.isPresent()) {
        return source.get();
      }
    }
    throw unknown("source", spec);
  }

  /**
   * The sink of a description, connected and checked.
   *
   * @param bare which fields of the records that will come hold bare text
   * @throws Refused where no connector writes there, or it finds something missing
   */
  public static Sink sink(SinkSpec spec, Connections connections, BareTexts bare) throws Trouble {
    for (SinkConnector connector : ServiceLoader.load(SinkConnector.class)) {
      Optional<Sink> sink = connector.open(spec, connections, bare);
      if (sink.isPresent()) {
        return sink.get();
      }
    }
    throw unknown("sink", spec);
  }

  /**
   * The lookup of a description, connected and checked.
   *
   * @throws Refused where no connector looks up there, or it finds something missing
   */
  public static Lookup lookup(StepSpec.Lookup spec, Connections connections) throws Trouble {
    for (LookupConnector connector : ServiceLoader.load(LookupConnector.class)) {
      Optional<Lookup> lookup = connector.open(spec, connections);
      if (lookup.isPresent()) {
        return lookup.get();
      }
    }
    throw unknown("lookup", spec);
  }

  private static Refused unknown(String what, Object spec) {
    return new Refused(
        ErrorCode.JOB_INVALID,
        "no connector on the class path opens a "
            + what
            + " of kind "
            + spec.getClass().getSimpleName()
            + " with this connection");
  }
}
