package io.godwit.cli.opening;

import io.godwit.common.job.Connectors;
import io.godwit.common.job.JobFile;
import io.godwit.common.job.connection.EmbeddedAddresses;
import io.godwit.common.job.connection.ResolvedConnections;
import io.godwit.common.job.shape.Kinds;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spec.Job;
import io.godwit.common.spec.SinkEntry;
import io.godwit.common.spec.StepSpec;
import io.godwit.common.spec.notation.KindKey;
import io.godwit.common.spi.Connections;
import io.godwit.common.spi.Opening;
import io.godwit.common.spi.Source;
import io.godwit.common.spi.Step;
import io.godwit.common.spi.SupportsCompensation;
import io.godwit.common.spi.Target;
import io.godwit.common.spi.sink.SupportsLedger;
import io.godwit.common.spi.sink.SupportsUndo;
import io.godwit.common.store.ObjectStore;
import io.godwit.common.wire.cbor.RowEncoder;
import io.godwit.common.wire.run.JobEntry;
import io.godwit.worker.job.ChildMain;
import io.godwit.worker.job.JobOpener;
import io.godwit.worker.job.OpenedJob;
import io.godwit.worker.step.Pipeline;
import io.godwit.worker.step.Steps;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
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
        environment, server -> Optional.ofNullable(settings.get(EMBEDDED + server)));
  }

  @Override
  public Optional<ChildMain> child() {
    Map<String, String> settings = new HashMap<>();
    environment.forEach((name, value) -> settings.put(VARIABLE + name, value));
    for (String server : Kinds.installed().embeddedServers()) {
      embedded.of(server).ifPresent(address -> settings.put(EMBEDDED + server, address));
    }
    return Optional.of(new ChildMain(CHILD, settings));
  }

  @Override
  public OpenedJob open(JobEntry entry) throws Trouble {
    Job job = JobFile.parse(entry.definition(), "the registered job " + entry.job());
    // A replay comes after what was loaded beside a table has taken its place.
    Opening looking = opening(job);
    Opening opening = looking.of(entry.run());
    return open(job, opening, entry.replay().isPresent() ? looking : opening);
  }

  /**
   * A job to be looked at; the caller closes it. Its steps make nothing outside of records, since
   * there is no run that they make it for.
   *
   * @throws Trouble where a database does not answer; nothing is left open
   * @throws io.godwit.common.model.failure.Refused where a database lacks something
   */
  public OpenedJob open(Job job) throws Trouble {
    return open(job, opening(job), opening(job));
  }

  private OpenedJob open(Job job, Opening opening, Opening ofTarget) throws Trouble {
    Pipeline pipeline = pipeline(job, opening);
    boolean opened = false;
    try {
      OpenedJob ready = OpenedJob.of(job, pipeline, target(job, ofTarget));
      opened = true;
      return ready.beginning(sink -> KeyPlacing.check(job, sink));
    } finally {
      if (!opened) {
        pipeline.close();
      }
    }
  }

  /** Where a job writes; the caller closes it. */
  public Target target(Job job) throws Trouble {
    return target(job, opening(job));
  }

  private static Target target(Job job, Opening opening) throws Trouble {
    Target target = Connectors.target(job.sinks(), opening);
    if (job.undoes() && !(target instanceof SupportsUndo)) {
      target.close();
      throw new Refused(
          ErrorCode.UNDO_REFUSED,
          "undo: a target of "
              + KindKey.of(SinkEntry.bare(job.sink()).getClass())
              + " cannot be put back to what it was; leave undo away");
    }
    return target;
  }

  /** The statements that make what Godwit needs for itself in a job's target; asks no server. */
  public List<String> needed(Job job) {
    return Connectors.needed(job.sinks(), opening(job));
  }

  /**
   * What Godwit has left for itself in a job's target is taken away; see {@link SupportsLedger}.
   */
  public List<String> clean(Job job) throws Trouble {
    try (Target target = target(job)) {
      return target instanceof SupportsLedger noting ? noting.forget(job.job()) : List.of();
    }
  }

  /** Only the steps, with their lookups open and without effects; the caller closes them. */
  public Pipeline pipeline(Job job) throws Trouble {
    return pipeline(job, opening(job));
  }

  private static Pipeline pipeline(Job job, Opening opening) throws Trouble {
    return Steps.compile(
        job.steps(),
        spec -> {
          Step step = Connectors.step(spec, opening);
          return job.undoes() ? undoable(spec, step) : step;
        });
  }

  /**
   * A step of a job whose runs can be undone.
   *
   * @throws Refused where nothing tells where it makes something; it is closed then
   */
  static Step undoable(StepSpec spec, Step step) {
    if (step instanceof SupportsCompensation && spec.objects().isEmpty()) {
      step.close();
      throw new Refused(
          ErrorCode.UNDO_REFUSED,
          "undo: what a step of the job makes outside of records is not found again, and so not"
              + " taken back; leave undo away");
    }
    return step;
  }

  /** The source of a job; nothing is read yet. */
  public Source source(JobSource job) throws Trouble {
    return Connectors.source(
        job.job().source(),
        new Opening(connections(job.job()), job.base(), RowEncoder::new, Connectors::store));
  }

  /**
   * What the steps and the sink of a job are opened with. A worker has no folder of the job: what
   * it opens lies where a connection leads.
   */
  Opening opening(Job job) {
    return new Opening(connections(job), Path.of(""), RowEncoder::new, Connectors::store)
        .undoing(job.undoes());
  }

  /** The store behind a connection of a job; the caller closes it. */
  public ObjectStore store(Job job, String connection) throws Trouble {
    return Connectors.store(connection, opening(job));
  }

  /** The databases of a job. */
  public Connections connections(Job job) {
    return new ResolvedConnections(job, environment, embedded);
  }
}
