package io.godwit.cli.prepare;

import io.godwit.cli.opening.FleetOpener;
import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Phase;
import io.godwit.common.model.Task;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.schema.Inspection;
import io.godwit.common.model.schema.Schema;
import io.godwit.common.model.value.BareTexts;
import io.godwit.common.model.value.Document;
import io.godwit.common.spec.GoneSpec;
import io.godwit.common.spec.Job;
import io.godwit.common.spec.SinkEntry;
import io.godwit.common.spec.UnitStep;
import io.godwit.common.spec.notation.KindKey;
import io.godwit.common.spi.sink.JobRun;
import io.godwit.common.spi.sink.SupportsGone;
import io.godwit.producer.gone.GoneWork;
import io.godwit.worker.job.OpenedJob;
import io.godwit.worker.step.op.KeyTrace;
import io.godwit.worker.step.op.KeyedPlacement;
import io.godwit.worker.step.spec.SplitArraySpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rows that a job calls its own, and what it does about those that are gone from its source: a
 * task for each table. It connects to the target when it is first asked, and remembers nothing
 * else. For one thread at a time.
 */
final class GoneTables implements GoneWork {

  private static final String NAME = "gone rows of ";

  private final Job job;
  private final GoneSpec spec;
  private final Inspection found;
  private final FleetOpener opener;
  private final Map<String, Optional<KeyedPlacement>> keys = new HashMap<>();
  private Optional<OpenedJob> open = Optional.empty();

  private GoneTables(Job job, GoneSpec spec, Inspection found, FleetOpener opener) {
    this.job = job;
    this.spec = spec;
    this.found = found;
    this.opener = opener;
  }

  /** Those of a job; empty where it does not say which rows are its own. */
  static Optional<GoneTables> of(Job job, Inspection found, FleetOpener opener) {
    return job.sink()
        .gone()
        .filter(spec -> spec.owns().isPresent())
        .map(spec -> {
          requireWholeKeys(job);
          return new GoneTables(job, spec, found, opener);
        });
  }

  /** Of a part no key is known before the steps are run, and its row would be taken for gone. */
  private static void requireWholeKeys(Job job) {
    if (job.steps().stream().map(UnitStep::bare).anyMatch(SplitArraySpec.class::isInstance)) {
      throw new Refused(
          ErrorCode.JOB_INVALID,
          "sink.gone: with split-array the key of a row is not known before the steps are run;"
              + " leave one of the two away");
    }
  }

  /** Whether anything is done about rows that are gone. */
  boolean acts() {
    return spec.acts();
  }

  @Override
  public List<Task> tasks() throws Trouble {
    List<Task> tasks = new ArrayList<>();
    for (Map.Entry<String, String> place : unitByPlace().entrySet()) {
      require(place.getValue());
      tasks.add(task(place.getKey()));
    }
    return tasks;
  }

  private Task task(String place) {
    String deed =
        switch (spec.act()) {
          case KEEP -> "look for rows";
          case MARK -> "set " + spec.column().orElseThrow() + " = " + spec.value();
          case DELETE -> "delete";
        };
    String rows = spec.owns().map(owns -> " where " + owns).orElse("");
    return new Task(
        Phase.GONE,
        NAME + place,
        List.of(
            deed
                + " in "
                + place
                + rows
                + ", of what no record of the run has the key; at most "
                + spec.atMost()));
  }

  /** A table that is yet to be made has no rows, and is looked at when it is there. */
  private void require(String unit) throws Trouble {
    try (SupportsGone.Search search = target().search(unit, bare(unit))) {
      search.has(List.of());
    } catch (Refused refused) {
      if (!job.sink().creates() || refused.code() != ErrorCode.TABLE_MISSING) {
        throw refused;
      }
    }
  }

  private Map<String, String> unitByPlace() throws Trouble {
    SupportsGone target = target();
    Map<String, String> units = new LinkedHashMap<>();
    for (String unit : found.units().keySet()) {
      units.putIfAbsent(target.place(unit), unit);
    }
    return units;
  }

  private OpenedJob opened() throws Trouble {
    if (open.isEmpty()) {
      open = Optional.of(opener.open(job));
    }
    return open.get();
  }

  private SupportsGone target() throws Trouble {
    if (opened().target() instanceof SupportsGone target) {
      return target;
    }
    throw new Refused(
        ErrorCode.JOB_INVALID,
        "sink.gone: a target of "
            + KindKey.of(job.sink().getClass())
            + " cannot tell which rows are gone; leave gone away");
  }

  private BareTexts bare(String unit) throws Trouble {
    return opened().pipeline().bareTexts(job.source().bareTexts(), unit);
  }

  @Override
  public String place(Task task) {
    return task.name().substring(NAME.length());
  }

  @Override
  public List<String> key(Task task) throws Trouble {
    String unit = unit(task);
    Map<String, String> columns =
        SinkEntry.rules(job.sink()).flatMap(SinkEntry.Rules::fields).orElse(Map.of());
    return key(unit).stream().map(name -> columns.getOrDefault(name, name)).toList();
  }

  private String unit(Task task) throws Trouble {
    String place = place(task);
    return Optional.ofNullable(unitByPlace().get(place))
        .orElseThrow(() ->
            new Refused(ErrorCode.GONE_REFUSED, "no unit of the source is written to " + place));
  }

  @Override
  public boolean marks() {
    return spec.marks();
  }

  @Override
  public int percent() {
    return spec.percent();
  }

  @Override
  public boolean concerns(Task task, String unit) throws Trouble {
    return task.name().equals(NAME + target().place(unit));
  }

  @Override
  public Optional<Document> key(DataRecord record) {
    return keys.computeIfAbsent(record.origin().unit(), this::placement)
        .flatMap(placement -> placement.key(record));
  }

  private List<String> key(String unit) {
    return job.sink().key().isEmpty()
        ? Optional.ofNullable(found.units().get(unit)).map(Schema::key).orElse(List.of())
        : job.sink().key();
  }

  private Optional<KeyedPlacement> placement(String unit) {
    List<String> key = key(unit);
    return KeyTrace.of(job.steps(unit), key) instanceof KeyTrace.Trace.Known(var placement)
            && !key.isEmpty()
        ? Optional.of(placement)
        : Optional.empty();
  }

  @Override
  public SupportsGone.Search search(Task task) throws Trouble {
    return target().search(unit(task), bare(unit(task)));
  }

  @Override
  public void remove(Task task, List<Document> rows, String run) throws Trouble {
    target().remove(unit(task), rows, new JobRun(job.job(), run));
  }

  /** Closes its connections, which it opens again when asked. */
  void letGo() {
    open.ifPresent(OpenedJob::close);
    open = Optional.empty();
  }
}
