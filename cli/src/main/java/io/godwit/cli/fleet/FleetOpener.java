package io.godwit.cli.fleet;

import io.godwit.common.job.EmbeddedAddresses;
import io.godwit.common.job.EmbeddedPart;
import io.godwit.common.job.JobFile;
import io.godwit.common.job.ResolvedConnections;
import io.godwit.common.model.BareTexts;
import io.godwit.common.model.Refused;
import io.godwit.common.model.Trouble;
import io.godwit.common.spec.Job;
import io.godwit.common.spi.Connections;
import io.godwit.common.spi.Sink;
import io.godwit.common.wire.JobEntry;
import io.godwit.worker.job.ChildMain;
import io.godwit.worker.job.JobOpener;
import io.godwit.worker.job.OpenedJob;
import io.godwit.worker.step.Pipeline;
import io.godwit.worker.step.Steps;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Opens jobs with the connectors of the class path and the references of this machine.
 *
 * @param environment the variables that connections may refer to
 * @param embedded where embedded servers listen
 */
public record FleetOpener(Map<String, String> environment, EmbeddedAddresses embedded)
    implements JobOpener {

  private static final String CHILD = "io.godwit.cli.TrialMain";
  private static final String VARIABLE = "variable.";
  private static final String EMBEDDED = "embedded.";

  /** One by the settings that {@link #child()} of another process gave. */
  public static FleetOpener of(Map<String, String> settings) {
    Map<String, String> environment = new HashMap<>();
    settings.forEach((name, value) -> {
      if (name.startsWith(VARIABLE)) {
        environment.put(name.substring(VARIABLE.length()), value);
      }
    });
    return new FleetOpener(
        environment, part -> Optional.ofNullable(settings.get(EMBEDDED + part.name())));
  }

  @Override
  public Optional<ChildMain> child() {
    Map<String, String> settings = new HashMap<>();
    environment.forEach((name, value) -> settings.put(VARIABLE + name, value));
    for (EmbeddedPart part : EmbeddedPart.values()) {
      embedded.of(part).ifPresent(address -> settings.put(EMBEDDED + part.name(), address));
    }
    return Optional.of(new ChildMain(CHILD, settings));
  }

  @Override
  public OpenedJob open(JobEntry entry) throws Trouble {
    return open(JobFile.parse(entry.definition(), "the registered job " + entry.job()));
  }

  /**
   * A job ready to work; the caller closes it.
   *
   * @throws Trouble where a database does not answer; nothing is left open
   * @throws io.godwit.common.model.Refused where a database lacks something
   */
  public OpenedJob open(Job job) throws Trouble {
    Connections connections = connections(job);
    Pipeline pipeline = pipeline(job);
    boolean opened = false;
    try {
      BareTexts bare = pipeline.bareTexts(job.source().bareTexts());
      OpenedJob ready = new OpenedJob(job, pipeline, sink(job, connections, bare));
      opened = true;
      return ready;
    } finally {
      if (!opened) {
        pipeline.close();
      }
    }
  }

  private static Sink sink(Job job, Connections connections, BareTexts bare) throws Trouble {
    Sink sink = Connectors.sink(job.sink(), connections, bare);
    try {
      var unused = KeyPlacing.check(job, sink);
      return sink;
    } catch (Refused refused) {
      sink.close();
      throw refused;
    }
  }

  /** Only the steps, with their lookups open; the caller closes them. */
  public Pipeline pipeline(Job job) throws Trouble {
    Connections connections = connections(job);
    return Steps.compile(job.steps(), spec -> Connectors.lookup(spec, connections));
  }

  /** The databases of a job. */
  public Connections connections(Job job) {
    return new ResolvedConnections(job, environment, embedded);
  }
}
