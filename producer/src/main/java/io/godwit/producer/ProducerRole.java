package io.godwit.producer;

import io.godwit.common.claim.Crew;
import io.godwit.common.claim.Ownership;
import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.ControlWatch;
import io.godwit.common.kafka.TopicOffsets;
import io.godwit.common.kafka.Topics;
import io.godwit.common.model.Phase;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.monitor.Instruments;
import io.godwit.common.monitor.Wait;
import io.godwit.common.retry.Backoff;
import io.godwit.common.role.RoleLoop;
import io.godwit.common.spec.Job;
import io.godwit.common.spec.StepSpec;
import io.godwit.common.spi.Source;
import io.godwit.common.wire.Placement;
import io.godwit.common.wire.WorkPacker;
import io.godwit.common.wire.run.JobEntry;
import io.godwit.common.wire.run.RunPlan;
import io.godwit.common.wire.run.StartOffsets;
import io.godwit.producer.feed.ChunkEncoder;
import io.godwit.producer.feed.SupportsReplay;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes one run: plans it where nobody has, and goes on where another producer stopped.
 *
 * <p>There is one way to recover, whatever went wrong: throw away client, readers and everything
 * not committed, wait, and begin again from the splits topic. A broker that is killed, a
 * transaction that times out, and this process being killed are thereby one case.
 */
public final class ProducerRole implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ProducerRole.class);
  private static final Duration LOOK = Duration.ofMillis(50);
  private static final Duration LOOK_FOR_PLAN = Duration.ofMillis(300);

  private static final List<Phase> BEHIND_LOAD = List.of(Phase.GONE, Phase.FINISH, Phase.VERIFY);

  /**
   * Longer than a broker takes to start again. A lone broker of 4.3.1 that finds an expired
   * transaction while it starts closes it without telling its partitions; what was aborted is then
   * committed with the next transaction of this producer, and its records stand there twice. Only
   * this job waits for what a killed producer left open, and it needs a producer anyway.
   */
  static final Duration UNTIL_ABORTED = Duration.ofMinutes(10);

  private final Cluster cluster;
  private final Topics topics;
  private final Job job;
  private final String run;
  private final JobEntry entry;
  private final Source source;
  private final Placement placement;
  private final EndedRuns endedRuns;
  private final RunPlanning planning;
  private final PhaseRunning phases;
  private final Crew crew;
  private final ProducerMeters meters;
  private final RoleLoop loop;
  private volatile boolean publishing;

  /**
   * A producer that has not begun.
   *
   * @param job the definition of the run
   * @param entry the run, as the command that holds it has written it
   * @param source the job's source, opened
   * @param placement which partition a record goes to
   * @param instruments what it is observed by
   */
  public ProducerRole(
      Cluster cluster,
      Job job,
      JobEntry entry,
      Source source,
      Placement placement,
      Instruments instruments) {
    this(cluster, job, entry, source, placement, TargetWork.NONE, instruments, Crew.alone());
  }

  /**
   * The same of one among several.
   *
   * @param entry where this one does not coordinate, of whoever holds the run
   * @param work what is done at the target around the load; only who coordinates does it
   * @param crew who publishes with it; with {@code duplicates: last-wins} nobody does
   */
  public ProducerRole(
      Cluster cluster,
      Job job,
      JobEntry entry,
      Source source,
      Placement placement,
      TargetWork work,
      Instruments instruments,
      Crew crew) {
    this.crew = job.source().duplicates().isInOrder() ? Crew.alone() : crew;
    this.cluster = cluster;
    this.topics = new Topics(entry.job());
    this.job = job;
    this.run = entry.run();
    this.entry = entry;
    this.source = source;
    this.placement = placement;
    this.endedRuns = new EndedRuns(cluster, topics);
    this.meters = new ProducerMeters(instruments, entry.job());
    this.loop =
        new RoleLoop(
            "the producer of " + entry.job(),
            meters.role(),
            new Backoff(Duration.ofMillis(200), Duration.ofSeconds(10)));
    this.planning = new RunPlanning(cluster, topics, run, source, work, endedRuns, meters, loop);
    this.phases = new PhaseRunning(cluster, topics, work, job.failures().isPresent(), meters, loop);
  }

  /**
   * Publishes until every split is closed, until {@link #close()}, or until its thread is
   * interrupted. Trouble is waited out.
   *
   * @throws Refused where the source is not the one that the run began with, where another version
   *     of Godwit began it, and where the job is another command's by now
   * @throws RuntimeException what the source threw against its contract: no attempt would change it
   */
  public void run() {
    try (ControlWatch control = ControlWatch.of(cluster, topics.job(), run, meters.waits())) {
      loop.run(new Attempts(control));
    }
  }

  private final class Attempts implements RoleLoop.Work {

    private final ControlWatch control;

    Attempts(ControlWatch control) {
      this.control = control;
    }

    /** Answers whether all is published. */
    @Override
    public boolean attempt() throws Trouble, InterruptedException {
      loop.probe(cluster);
      awaitLeave(control);
      return !loop.stop().requested() && publish(control);
    }

    /** Before this one fences others in its turn. */
    @Override
    public void fenced(Throwable lost) {
      requireOurs();
    }
  }

  /** What the producer waits for now; empty while it works. Any thread may ask. */
  public Optional<String> waiting() {
    return meters.waits().first();
  }

  /** Whether a transaction of its may be open. Any thread may ask. */
  public boolean isAtWork() {
    return publishing;
  }

  /** Where that cannot be asked now, it is asked before anything is published. */
  private void requireOurs() {
    try {
      loop.broker(
          "the broker does not say whose the job is",
          () -> {
            Ownership.require(cluster, entry);
            return true;
          });
    } catch (KafkaException unknown) {
      LOG.debug("Whose {} is cannot be asked now", topics.job(), unknown);
    }
  }

  /**
   * Waits while the run is paused. Nothing is held open meanwhile, neither a transaction nor the
   * source; who the job belongs to is the command's lease, and stays.
   */
  private void awaitLeave(ControlWatch control) throws InterruptedException {
    boolean stops = loop.stop().requested();
    while (!control.mayBegin() && !stops) {
      meters.sign();
      control.pause().ifPresent(meters::paused);
      stops = loop.await(LOOK);
    }
  }

  /**
   * Publishes until all is published, or nothing more is to be. To go on after a pause is to begin
   * anew behind what was committed, as after any other end.
   *
   * @return whether all is published
   */
  private boolean publish(ControlWatch control) throws Trouble, InterruptedException {
    Admin admin = cluster.admin();
    try (OwnedRun owned = loop.broker("the broker does not hand out the jobs", () -> owned(admin));
        RunLedger ledger =
            loop.broker("the broker does not hand out " + topics.splits(), () -> ledger(admin))) {
      boolean fresh = crew.coordinates() && planning.plan(admin, owned, ledger);
      if (!crew.coordinates() && !isPlanned(owned, ledger, control)) {
        return false;
      }
      BooleanSupplier goesOn = () -> !loop.stop().requested() && control.mayBegin();
      ShareKeeper keeper = begun(admin, ledger, fresh);
      if (!phases.carryOut(Phase.CREATE, owned, ledger, goesOn)) {
        return false;
      }
      boolean all = publish(admin, ledger, owned, keeper, goesOn);
      if (crew.coordinates()) {
        endedRuns.forgetRulings(run);
        return all && finish(admin, ledger, owned, goesOn);
      }
      return all;
    } finally {
      publishing = false;
      admin.close(Duration.ZERO);
    }
  }

  /** What rests on the load, when that is over. */
  private boolean finish(Admin admin, RunLedger ledger, OwnedRun owned, BooleanSupplier goesOn)
      throws Trouble, InterruptedException {
    return BEHIND_LOAD.stream().allMatch(phase -> ledger.open(phase).isEmpty())
        || (phases.awaitSettled(admin, goesOn)
            && phases.clear(admin, owned, ledger, goesOn)
            && phases.carryOut(Phase.FINISH, owned, ledger, goesOn)
            && phases.verify(admin, owned, ledger, entry.root(), goesOn));
  }

  private OwnedRun owned(Admin admin) {
    return new OwnedRun(cluster, admin, entry);
  }

  private RunLedger ledger(Admin admin) {
    return RunLedger.follow(cluster, admin, topics, run);
  }

  /**
   * Waits until the holder has planned the run, and made what it is written to; not where nothing
   * is to be published any more.
   */
  private boolean isPlanned(OwnedRun owned, RunLedger ledger, ControlWatch control)
      throws InterruptedException {
    ledger.readOn();
    while (ledger.plan().isEmpty() || !ledger.open(Phase.CREATE).isEmpty()) {
      meters.sign();
      meters.waits().state(new Wait(ErrorCode.SOURCE_AWAITED, "its holder plans run " + run));
      if (loop.await(LOOK_FOR_PLAN) || !control.mayBegin()) {
        return false;
      }
      owned.require();
      ledger.readOn();
    }
    return true;
  }

  /**
   * Who publishes what, of a run that is planned and can be gone on with.
   *
   * @param fresh whether nobody can have published anything of it
   */
  private ShareKeeper begun(Admin admin, RunLedger ledger, boolean fresh)
      throws Trouble, InterruptedException {
    ShareKeeper keeper = new ShareKeeper(admin, topics, ledger, crew);
    Set<Integer> first = keeper.begin();
    if (!fresh) {
      loop.broker("the broker does not end what is left open", () -> keeper.end(first));
      loop.broker("the broker does not hand out " + topics.splits(), () -> caughtUp(ledger));
      planning.requireSame(ledger);
    }
    // A replay ends nothing of the run that it repairs, nor of the replays before it.
    if (crew.coordinates() && entry.replay().isEmpty()) {
      deleteEnded(ledger);
      if (fresh && job.sink().gone().isPresent()) {
        endedRuns.forgetRows(job.run().keep());
      }
    }
    return keeper;
  }

  private boolean publish(
      Admin admin, RunLedger ledger, OwnedRun owned, ShareKeeper keeper, BooleanSupplier goesOn)
      throws Trouble, InterruptedException {
    SplitShare share = keeper.share();
    meters.works();
    publishing = true;
    AtomicBoolean achieved = new AtomicBoolean();
    int threads = Math.min(readers(), share.all().size());
    SplitPublishing splits =
        new SplitPublishing(
            means(admin, threads), ledger, owned, share, goesOn, () -> achieved.set(true));
    try (SplitThreads running = new SplitThreads(share, threads, splits::publish)) {
      while (!share.awaitEnd(LOOK) && goesOn.getAsBoolean()) {
        meters.sign();
        keeper.lookIfDue();
      }
      share.close();
      running.join(meters::sign);
      return share.allClosed();
    } finally {
      if (achieved.get()) {
        loop.achieved();
      }
    }
  }

  private static boolean caughtUp(RunLedger ledger) {
    ledger.catchUp();
    return true;
  }

  private SplitPublishing.Means means(Admin admin, int threads) throws InterruptedException {
    int partitions =
        loop.broker(
            "the broker does not say how many partitions " + topics.work() + " has",
            () -> partitions(admin));
    return new SplitPublishing.Means(
        cluster,
        topics,
        partitions * Math.max(1, threads),
        source,
        () ->
            new ChunkEncoder(
                topics,
                run,
                partitions,
                placement,
                inPack(),
                source instanceof SupportsReplay replayed
                    ? Optional.of(replayed)
                    : Optional.empty()),
        meters);
  }

  private int partitions(Admin admin) throws InterruptedException {
    try {
      return TopicOffsets.partitions(admin, List.of(topics.work()))
          .getOrDefault(topics.work(), List.of())
          .size();
    } catch (ExecutionException e) {
      throw new KafkaException("how many partitions " + topics.work() + " has is not known", e);
    }
  }

  /** One reader keeps the order of the source, which decides what the first or last of a key is. */
  private int readers() {
    return job.source().duplicates().isInOrder()
        ? 1
        : Math.max(2, Runtime.getRuntime().availableProcessors());
  }

  /** A record that takes seconds travels alone: little is repeated, and the lag counts records. */
  private int inPack() {
    return job.steps().stream().anyMatch(StepSpec::isSlow) ? 1 : WorkPacker.MOST_RECORDS;
  }

  /** The plan is published: from now on nobody can go on with an earlier run. */
  private void deleteEnded(RunLedger ledger) throws InterruptedException {
    StartOffsets starts = ledger.plan().map(RunPlan::starts).orElse(StartOffsets.NONE);
    loop.broker(
        "the broker does not delete what earlier runs have left",
        () -> {
          endedRuns.delete(starts, job.run().keep());
          return true;
        });
  }

  /** Asks {@link #run()} to end after the transaction that is on its way; does not wait for it. */
  @Override
  public void close() {
    loop.stop().request();
  }
}
