package io.godwit.cli.fleet;

import io.godwit.cli.opening.JobSource;
import io.godwit.common.claim.Lease;
import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.JobRegister;
import io.godwit.common.kafka.TopicReader;
import io.godwit.common.kafka.TopicSetup;
import io.godwit.common.kafka.Topics;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.text.NearestName;
import io.godwit.common.run.RunMeter;
import io.godwit.common.run.RunProgress;
import io.godwit.common.run.RunView;
import io.godwit.common.run.RunWatch;
import io.godwit.common.spec.Job;
import io.godwit.common.wire.Total;
import io.godwit.common.wire.run.Holder;
import io.godwit.common.wire.run.JobEntry;
import io.godwit.common.wire.run.Json;
import io.godwit.common.wire.run.RunFinish;
import io.godwit.common.wire.run.TaskProgress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;

/** Which run of a job is the current one, and beginning the next. */
public final class Runs {

  /** The name of the aggregator whose totals and finish commands go by. */
  public static final String AGGREGATOR = "aggregator";

  private static final DateTimeFormatter ID =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private final Cluster cluster;
  private final String aggregator;

  /** The runs of a cluster, whose broker answers, as the usual aggregator counts them. */
  public Runs(Cluster cluster) {
    this(cluster, AGGREGATOR);
  }

  /** The same, as another aggregator counts them. */
  public Runs(Cluster cluster, String aggregator) {
    this.cluster = cluster;
    this.aggregator = aggregator;
  }

  /** The entry of a new run, not yet registered. */
  public static JobEntry entry(JobSource source) {
    Instant now = Instant.now();
    String run =
        firstIdAt(now) + String.format("-%04x", ThreadLocalRandom.current().nextInt(1 << 16));
    return new JobEntry(
        source.job().job(), run, source.text(), source.base().toString(), now.toEpochMilli());
  }

  /** What no id of a run has before it that begins at this time or later. */
  public static String firstIdAt(Instant time) {
    return ID.format(time);
  }

  /** Creates what topics are missing, and makes a run the current one of its job. */
  public void register(JobEntry entry, Job job) throws Trouble {
    createTopics(job);
    try (KafkaProducer<byte[], byte[]> producer = cluster.plainProducer()) {
      JobRegister.put(producer, entry);
    }
  }

  /** Creates what topics of a job are missing. */
  public void createTopics(Job job) throws Trouble {
    Topics topics = new Topics(job.job());
    try (Admin admin = cluster.admin()) {
      TopicSetup.ofJob(admin, topics, job.run().partitions(), job.run().keep());
      TopicSetup.ofAggregator(admin, topics, aggregator);
    }
  }

  /** The current run of a job, finished or not; empty where none was ever registered. */
  public Optional<JobEntry> current(String job) throws Trouble {
    return Optional.ofNullable(all().get(job));
  }

  /**
   * Whether the current run of a job is one that goes on, or is to be reported, by its plan; be
   * that one that only another version of Godwit can read, which its producer refuses.
   */
  public boolean isPlanned(String job) throws Trouble {
    Optional<JobEntry> current =
        current(job).filter(entry -> !entry.reported() && entry.undo().isEmpty());
    try {
      return current.isPresent() && view(current.get()).plan().isPresent();
    } catch (Trouble unread) {
      if (unread.code() == ErrorCode.MESSAGE_VERSION) {
        return true;
      }
      throw unread;
    }
  }

  /**
   * The current run of a job, finished or not.
   *
   * @throws Refused where there is no such job; it names one that may be meant
   */
  public JobEntry registered(String job) throws Trouble {
    Map<String, JobEntry> all = all();
    return Optional.ofNullable(all.get(job))
        .orElseThrow(() ->
            new Refused(
                ErrorCode.JOB_UNKNOWN,
                "no run of a job " + job + " is registered" + NearestName.hint(job, all.keySet())));
  }

  /**
   * The run of a job that is on its way.
   *
   * @throws Refused where there is no such job, or its run is finished
   */
  public JobEntry underWay(String job) throws Trouble {
    JobEntry entry = registered(job);
    if (finish(entry).isPresent()) {
      throw new Refused(
          ErrorCode.COMMAND_USAGE,
          "run " + entry.run() + " of " + job + " is finished, so nothing is on its way in it");
    }
    return entry;
  }

  /** Every job's current run, by the jobs' names in order. */
  public Map<String, JobEntry> all() throws Trouble {
    Map<String, JobEntry> entries = new TreeMap<>();
    if (topics().contains(Topics.JOBS)) {
      try (TopicReader reader = TopicReader.open(cluster, Topics.JOBS)) {
        reader.toEnd(message ->
            entries.put(
                new String(message.key(), StandardCharsets.UTF_8),
                Json.read(message.value(), JobEntry.class)));
      }
    }
    return entries;
  }

  /**
   * How a run ended; empty while it is not finished, also where what the target had refused is
   * tried again.
   */
  public Optional<RunFinish> finish(JobEntry entry) throws Trouble {
    if (!countedTopicsExist(entry)) {
      return Optional.empty();
    }
    try (RunWatch watch = watch(entry)) {
      Optional<RunFinish> finish = watch.finished(entry.run());
      if (finish.isEmpty()) {
        return finish;
      }
      return finish.filter(stands(watch, entry));
    }
  }

  /** Whether a run is finished, its books balance and nothing of its phases was refused. */
  public boolean isWhole(JobEntry entry) throws Trouble {
    return finish(entry).filter(end -> end.balanced() && end.refused() == 0).isPresent();
  }

  /** Of what was tried or compared again since, a finish says nothing. */
  private static Predicate<RunFinish> stands(RunWatch watch, JobEntry entry) throws Trouble {
    try {
      RunView view = watch.view(entry);
      boolean goesOn = view.tasks().stream().anyMatch(TaskProgress::isOpen);
      return finish -> (finish.refused() == 0 && !goesOn) || view.isEndedBy(finish);
    } catch (Trouble unread) {
      if (unread.code() == ErrorCode.MESSAGE_VERSION) {
        // Of another version, which has nothing open that this one could have opened.
        return finish -> finish.refused() == 0;
      }
      throw unread;
    }
  }

  /** The command that is at work on a job; empty where none is. */
  public Optional<Holder> holder(JobEntry entry) throws Trouble {
    Optional<Holder> last = entry.holder();
    try (Admin admin = cluster.admin()) {
      return last.isPresent() && Lease.isAlive(admin, new Topics(entry.job()), last.get())
          ? last
          : Optional.empty();
    }
  }

  /** A run as the topics have it now. */
  public RunView view(JobEntry entry) throws Trouble {
    return look(entry).view();
  }

  /** How a run goes, as one look at the topics can tell. */
  public RunProgress progress(JobEntry entry) throws Trouble {
    Observer.Sight sight = look(entry);
    return new RunMeter(InstantSource.system())
        .measure(entry, sight.view(), sight.finish(), sight.nanos());
  }

  private Observer.Sight look(JobEntry entry) throws Trouble {
    if (!countedTopicsExist(entry)) {
      return Observer.Sight.ofNothing(entry);
    }
    try (RunWatch watch = watch(entry)) {
      return Observer.Sight.of(watch, entry);
    }
  }

  /** A run of which nothing is known but that it is registered. */
  static RunView nothing(JobEntry entry) {
    return new RunView(
        entry.job(),
        entry.run(),
        entry.startedAt(),
        Optional.empty(),
        List.of(),
        Total.ZERO,
        Map.of(),
        Map.of());
  }

  private RunWatch watch(JobEntry entry) {
    return RunWatch.open(cluster, new Topics(entry.job()), aggregator);
  }

  private boolean countedTopicsExist(JobEntry entry) throws Trouble {
    Topics names = new Topics(entry.job());
    return topics().containsAll(Set.of(names.splits(), names.totals(aggregator)));
  }

  /** Whether there is a topic of a name. */
  public boolean exists(String topic) throws Trouble {
    return topics().contains(topic);
  }

  private Set<String> topics() throws Trouble {
    try (Admin admin = cluster.admin()) {
      return admin.listTopics().names().get();
    } catch (ExecutionException e) {
      throw new Trouble(ErrorCode.BROKER_UNREACHABLE, "cannot list the topics", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble(ErrorCode.BROKER_UNREACHABLE, "interrupted while listing topics", e);
    }
  }
}
