package io.godwit.cli.fleet;

import io.godwit.cli.opening.JobSource;
import io.godwit.common.claim.Claim;
import io.godwit.common.claim.ClaimRules;
import io.godwit.common.claim.Claiming;
import io.godwit.common.claim.KafkaJobsLog;
import io.godwit.common.claim.Lease;
import io.godwit.common.claim.ProcessIdentity;
import io.godwit.common.claim.RunRequest;
import io.godwit.common.job.JobFile;
import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.SplitTransactions;
import io.godwit.common.kafka.TopicSetup;
import io.godwit.common.kafka.Topics;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.wire.run.Holder;
import io.godwit.common.wire.run.JobEntry;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a command takes a job on a cluster. For one thread. */
public final class JobTaking implements ClaimRules.Facts, Claiming.Membership {

  private static final Logger LOG = LoggerFactory.getLogger(JobTaking.class);

  private final Cluster cluster;
  private final JobSource source;
  private final RunRequest request;
  private final Topics topics;
  private final Runs runs;
  private final Admin admin;
  private Optional<Lease> lease = Optional.empty();

  private JobTaking(Cluster cluster, JobSource source, RunRequest request, Admin admin) {
    this.cluster = cluster;
    this.source = source;
    this.request = request;
    this.topics = new Topics(source.job().job());
    this.runs = new Runs(cluster);
    this.admin = admin;
  }

  /**
   * Takes the job of a file, or waits for it.
   *
   * @param command what was typed
   * @param waiting what to do while the job is another's
   * @throws io.godwit.common.model.failure.Refused where this command is not to have it
   * @throws Trouble where the broker does not answer
   * @throws InterruptedException where the thread is interrupted
   */
  public static TakenJob of(
      Cluster cluster,
      JobSource source,
      String command,
      RunRequest.Kind kind,
      RunRequest.Start start,
      Claiming.Waiting waiting)
      throws Trouble, InterruptedException {
    return of(cluster, source, Runs.entry(source), command, kind, start, waiting);
  }

  /**
   * The same, with the entry of the run that is begun, if one is.
   *
   * @param entry of a job that is the file's
   */
  public static TakenJob of(
      Cluster cluster,
      JobSource source,
      JobEntry entry,
      String command,
      RunRequest.Kind kind,
      RunRequest.Start start,
      Claiming.Waiting waiting)
      throws Trouble, InterruptedException {
    RunRequest request = new RunRequest(entry, ProcessIdentity.holder(command), kind, start);
    try (Admin admin = cluster.admin()) {
      TopicSetup.ofRegister(admin);
      return new JobTaking(cluster, source, request, admin).take(waiting);
    }
  }

  private TakenJob take(Claiming.Waiting waiting) throws Trouble, InterruptedException {
    boolean taken = false;
    HangingWatch hanging = new HangingWatch(cluster, topics.job(), Runs.AGGREGATOR);
    try (KafkaJobsLog log = new KafkaJobsLog(cluster, topics)) {
      Claim claim = new Claiming(log, this, this, waiting).claim(request);
      taken = true;
      return new TakenJob(cluster, claim, lease);
    } finally {
      hanging.close();
      if (!taken) {
        lease.ifPresent(Lease::close);
      }
    }
  }

  @Override
  public boolean isAlive(Holder holder) throws Trouble {
    return Lease.isAlive(admin, topics, holder);
  }

  @Override
  public boolean isComplete(JobEntry entry) throws Trouble {
    return runs.finish(entry).isPresent();
  }

  @Override
  public boolean isWhole(JobEntry entry) throws Trouble {
    return source.job().source().isIncremental() && runs.isWhole(entry);
  }

  /** The records are compared, so that a comment may change. */
  @Override
  public boolean isSameJob(JobEntry entry) {
    return JobFile.parse(entry.definition(), "the registered job " + entry.job())
        .equals(source.job());
  }

  @Override
  public void join() throws Trouble, InterruptedException {
    if (lease.isPresent()) {
      return;
    }
    // Whoever finds the run in the jobs topic finds its topics too.
    runs.createTopics(source.job());
    lease = Optional.of(Lease.join(cluster, topics, request.me().token()));
    if (request.start() == RunRequest.Start.GIVE_UP) {
      fence();
    }
  }

  /** What is given up publishes nothing any more, before it is. */
  private void fence() throws Trouble, InterruptedException {
    try (KafkaProducer<byte[], byte[]> client =
        cluster.transactionalProducer(topics.producerTransactions())) {
      client.initTransactions();
    }
    Optional<JobEntry> given = runs.current(topics.job());
    if (given.isPresent()) {
      try {
        var unused = SplitTransactions.cutOff(admin, topics, given.get().run());
      } catch (ExecutionException e) {
        // Each producer learns within a second whose the job is, and asks before each split.
        LOG.warn("Those that publish run {} are not cut off", given.get().run(), e);
      }
    }
  }
}
