package io.godwit.aggregator;

import io.godwit.aggregator.measure.RunMeters;
import io.godwit.aggregator.report.Reporter;
import io.godwit.aggregator.report.Standstill;
import io.godwit.aggregator.topology.EndedTotals;
import io.godwit.aggregator.topology.MessagesLeft;
import io.godwit.aggregator.topology.TotalsStream;
import io.godwit.aggregator.web.FailedTopic;
import io.godwit.aggregator.web.StatusSource;
import io.godwit.common.job.JobFile;
import io.godwit.common.job.JobProblems;
import io.godwit.common.kafka.BrokerMessages;
import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.JobRegister;
import io.godwit.common.kafka.TopicSetup;
import io.godwit.common.kafka.Topics;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.monitor.Instruments;
import io.godwit.common.monitor.Wait;
import io.godwit.common.retry.Backoff;
import io.godwit.common.role.RoleLoop;
import io.godwit.common.run.MissingWorkers;
import io.godwit.common.run.RunObserver;
import io.godwit.common.run.RunStatus;
import io.godwit.common.run.RunView;
import io.godwit.common.run.RunWatch;
import io.godwit.common.spec.ReportSpec;
import io.godwit.common.wire.run.JobEntry;
import io.godwit.common.wire.run.Json;
import io.godwit.common.wire.run.ReplayOrder;
import io.godwit.common.wire.run.RunFinish;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The aggregator of one job: counts receipts, and writes the report of the job's current run when
 * every record read has an outcome, or when it is certain that some never will have one.
 *
 * <p>It may be killed at any point and started again: what it has counted is in its topics, a
 * report is written anew unless it is complete, and the finish of a run is announced after its
 * report is in place. Another name makes another aggregator, with topics and totals of its own.
 *
 * <p>{@link #run} is for one thread; {@link #close} may be called from any.
 */
public final class AggregatorRole implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(AggregatorRole.class);

  private static final Duration ROUND = Duration.ofMillis(500);

  /** While a run is on its way: people and programs wait for its report. */
  private static final Duration BUSY_ROUND = Duration.ofMillis(100);

  private static final long UNSAID_MILLIS = 1000;

  /**
   * After trouble; a report that meets a full disk has read the receipts of the run for nothing.
   */
  private static final Duration AFTER_TROUBLE = Duration.ofSeconds(5);

  private final Cluster cluster;
  private final Topics topics;
  private final String name;
  private final Path state;
  private final Reporter reporter;
  private final RunMeters meters;
  private final AtomicReference<Optional<RunStatus>> newest =
      new AtomicReference<>(Optional.empty());
  private final MissingWorkers missingWorkers = new MissingWorkers(System::nanoTime);
  private final RoleLoop loop;
  private volatile boolean atWork;

  /**
   * An aggregator; nothing happens yet.
   *
   * @param name {@code aggregator}, unless several count one job independently
   * @param reports the folder of all reports
   * @param state a folder of this process alone; it may vanish between two runs
   * @param instruments what it is observed by
   */
  public AggregatorRole(
      Cluster cluster, String job, String name, Path reports, Path state, Instruments instruments) {
    this.cluster = cluster;
    this.topics = new Topics(job);
    this.name = name;
    this.state = state;
    this.reporter = new Reporter(cluster, reports, name, instruments.health()::sign);
    this.meters = new RunMeters(instruments, job, name);
    this.loop =
        new RoleLoop(
            "the aggregator of " + job, meters.role(), new Backoff(AFTER_TROUBLE, AFTER_TROUBLE));
  }

  /**
   * Counts and reports until {@link #close}, or until its thread is interrupted; the interrupt flag
   * is then set. Waits for the job's topics where they do not exist yet, and for a broker that is
   * away, at the start and later.
   *
   * @throws io.godwit.common.model.failure.Refused where a receipt cannot be read
   */
  public void run() {
    loop.run(
        new RoleLoop.Work() {
          @Override
          public boolean attempt() throws Trouble, InterruptedException {
            return count();
          }

          @Override
          public void fenced(Throwable lost) {
            // By a successor of its name or by itself: Kafka Streams gives the work to one of them.
          }
        });
  }

  /** Answers whether it has ended as it was asked to; else it is to begin anew. */
  private boolean count() throws Trouble, InterruptedException {
    try (Admin admin = cluster.admin()) {
      loop.broker(
          "the broker does not make its topics",
          () -> {
            TopicSetup.ofAggregator(admin, topics, name);
            return true;
          });
      if (awaitTopics(admin)) {
        follow(admin);
      }
      return true;
    } finally {
      atWork = false;
    }
  }

  /** Whether it counts, and holds what it has counted. Any thread may ask. */
  public boolean isAtWork() {
    return atWork;
  }

  /** The job's current run as it was last seen; empty before. Any thread may ask. */
  public Optional<RunStatus> status() {
    return newest.get();
  }

  /** What a status page shows of it. Any thread may ask; the pages close what it holds. */
  public StatusSource statusSource() {
    return watched(this::waiting);
  }

  /** The same, where somebody else says what is waited for. */
  public StatusSource watched(Supplier<List<String>> waits) {
    return new StatusSource(this::status, waits, new FailedTopic(cluster, topics.failed()));
  }

  private List<String> waiting() {
    return meters.waits().now().stream().map(wait -> name + ": " + wait.text()).toList();
  }

  /** Makes {@link #run} return soon, after it has committed and left its group. */
  @Override
  public void close() {
    loop.stop().request();
  }

  /** Whether they are there now; false where it was closed before. */
  private boolean awaitTopics(Admin admin) throws InterruptedException {
    Set<String> needed = Set.of(topics.work(), topics.splits(), topics.receipts(), topics.failed());
    do {
      meters.works(false);
      try {
        if (topics(admin).containsAll(needed)) {
          return true;
        }
        meters
            .waits()
            .state(new Wait(ErrorCode.RUN_AWAITED, "no run of " + topics.job() + " is registered"));
      } catch (ExecutionException e) {
        loop.waitsFor(BrokerMessages.about(e), e);
      }
    } while (!loop.await(ROUND));
    return false;
  }

  private void follow(Admin admin) throws InterruptedException {
    try (TotalsStream stream = TotalsStream.start(cluster, topics, name, state);
        JobRegister register = new JobRegister(cluster);
        RunWatch watch = RunWatch.open(cluster, topics, name);
        KafkaProducer<byte[], byte[]> producer = cluster.plainProducer()) {
      atWork = true;
      Standstill standstill =
          new Standstill(InstantSource.system(), new MessagesLeft(admin, topics, name)::count);
      RunObserver observer = new RunObserver(admin, topics);
      EndedTotals ended = new EndedTotals(admin, topics.totals(name), stream::forget);
      CurrentRun current = new CurrentRun(() -> entry(register), System::nanoTime);
      Round round =
          () -> {
            boolean asks = current.isDue();
            Set<String> counted = watch.counted();
            if (asks) {
              ask(current, stream);
            }
            Optional<JobEntry> entry = current.entry();
            boolean busy = false;
            if (entry.isPresent()) {
              RunView view = view(watch, entry.get());
              BooleanSupplier isCurrent = () -> isCurrent(register, entry.get());
              if (asks) {
                ended.forget(entry.get().run(), counted);
              }
              ended.delete(entry.get().run(), watch);
              busy = look(entry.get(), view, watch, standstill, isCurrent, producer);
              observe(entry.get(), view, watch, observer);
            }
            meters.works(stream.counts());
            meters.waits().state(missing(entry, stream));
            return busy ? BUSY_ROUND : ROUND;
          };
      do {
        stream.check();
      } while (!loop.await(attempt(round)));
    }
  }

  private Set<String> topics(Admin admin) throws ExecutionException, InterruptedException {
    KafkaFuture<Set<String>> names = admin.listTopics().names();
    try {
      return names.get(UNSAID_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      loop.waitsFor(
          new Wait(ErrorCode.BROKER_UNREACHABLE, "the broker does not say what topics it has"), e);
      return names.get();
    }
  }

  /** Which receipts may be passed over is known only of those that were met before the asking. */
  private static void ask(CurrentRun current, TotalsStream stream) {
    Optional<String> unread = stream.unread();
    current.ask();
    unread
        .filter(run -> current.entry().filter(now -> !now.run().equals(run)).isPresent())
        .ifPresent(stream::passOver);
  }

  private Optional<JobEntry> entry(JobRegister register) {
    return loop.broker(
        "the broker does not hand out " + Topics.JOBS, () -> register.find(topics.job()));
  }

  private RunView view(RunWatch watch, JobEntry entry) throws Trouble {
    return loop.broker("the broker does not hand out the totals", () -> watch.view(entry));
  }

  /** What is not there, though nothing has failed. */
  private List<Wait> missing(Optional<JobEntry> entry, TotalsStream stream) {
    if (entry.isEmpty()) {
      return List.of(
          new Wait(ErrorCode.RUN_AWAITED, "no run of " + topics.job() + " is registered"));
    }
    List<Wait> missing = new ArrayList<>();
    stream.trouble().ifPresent(missing::add);
    if (missingWorkers.lasts(newest.get())) {
      missing.add(new Wait(ErrorCode.WORKER_AWAITED, "no worker is in the group"));
    }
    return missing;
  }

  /** One look at the job's current run; answers how long to wait for the next. */
  private interface Round {
    Duration look() throws Trouble, ExecutionException, InterruptedException;
  }

  /** Answers how long to wait for the next. */
  private Duration attempt(Round round) throws InterruptedException {
    try {
      return round.look();
    } catch (InterruptException e) {
      // Kafka's own sets the flag again, with which nothing could be closed in good order.
      Thread.interrupted();
      throw (InterruptedException) new InterruptedException().initCause(e);
    } catch (Trouble | KafkaException | ExecutionException e) {
      loop.waitsFor(e instanceof Trouble trouble ? Wait.of(trouble) : BrokerMessages.about(e), e);
      return AFTER_TROUBLE;
    }
  }

  /** Answers whether the run is still on its way. */
  private boolean look(
      JobEntry entry,
      RunView view,
      RunWatch watch,
      Standstill standstill,
      BooleanSupplier isCurrent,
      KafkaProducer<byte[], byte[]> producer)
      throws Trouble, ExecutionException, InterruptedException {
    boolean done = watch.seenFinish(entry.run()).filter(view::isEndedBy).isPresent();
    if (done && reporter.isComplete(entry.job(), entry.run())) {
      return false;
    }
    if (view.done() || standstill.reached(view)) {
      Optional<RunFinish> finish =
          reporter.write(view, entry.replay().map(ReplayOrder::root), isCurrent, csv(entry));
      if (finish.isPresent()) {
        announce(entry, finish.get(), producer);
      }
    }
    return true;
  }

  /** Of a job that only another version can read the lists are exact: they are so by default. */
  private static ReportSpec.Csv csv(JobEntry entry) {
    try {
      return JobFile.parse(entry.definition(), entry.job())
          .report()
          .map(ReportSpec::csv)
          .orElse(ReportSpec.Csv.EXACT);
    } catch (Refused | JobProblems newer) {
      return ReportSpec.Csv.EXACT;
    }
  }

  private boolean isCurrent(JobRegister register, JobEntry entry) {
    return entry(register).filter(now -> now.run().equals(entry.run())).isPresent();
  }

  private void observe(JobEntry entry, RunView view, RunWatch watch, RunObserver observer)
      throws Trouble {
    if (!observer.isDue()) {
      return;
    }
    RunStatus status =
        loop.broker(
            "the broker does not say how far its groups are",
            () -> observer.observe(entry, view, watch.finished(entry.run())));
    meters.show(status);
    newest.set(Optional.of(status));
  }

  private void announce(JobEntry entry, RunFinish finish, KafkaProducer<byte[], byte[]> producer)
      throws ExecutionException, InterruptedException {
    byte[] key = RunFinish.key(entry.run()).getBytes(StandardCharsets.UTF_8);
    producer.send(new ProducerRecord<>(topics.totals(name), key, Json.write(finish))).get();
    if (finish.balanced()) {
      LOG.info("Run {} is complete; its report is in {}", entry.run(), finish.path());
    } else {
      LOG.error(
          "The books of run {} do not balance; its report is in {}", entry.run(), finish.path());
    }
  }
}
