package io.godwit.producer;

import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.SplitTransactions;
import io.godwit.common.kafka.Topics;
import io.godwit.common.model.Plan;
import io.godwit.common.model.TargetPlan;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.role.RoleLoop;
import io.godwit.common.spi.Source;
import io.godwit.common.wire.Placement;
import io.godwit.common.wire.run.RunPlan;
import io.godwit.common.wire.run.StartOffsets;
import io.godwit.producer.feed.SupportsReplay;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Planning of a run, under the transactional id of its job: one producer at a time does it. For one
 * thread.
 */
final class RunPlanning {

  private static final Logger LOG = LoggerFactory.getLogger(RunPlanning.class);

  private final Cluster cluster;
  private final Topics topics;
  private final String run;
  private final Source source;
  private final TargetWork work;
  private final EndedRuns endedRuns;
  private final ProducerMeters meters;
  private final RoleLoop loop;

  /** Of a run of which it is not known whether it is planned. */
  RunPlanning(
      Cluster cluster,
      Topics topics,
      String run,
      Source source,
      TargetWork work,
      EndedRuns endedRuns,
      ProducerMeters meters,
      RoleLoop loop) {
    this.cluster = cluster;
    this.topics = topics;
    this.run = run;
    this.source = source;
    this.work = work;
    this.endedRuns = endedRuns;
    this.meters = meters;
    this.loop = loop;
  }

  /**
   * Plans the run where nobody has; the ledger has the plan when this returns.
   *
   * @return whether it was planned now, so that nobody can have published anything of it
   * @throws Refused where the job is another's by now
   */
  boolean plan(Admin admin, OwnedRun owned, RunLedger ledger) throws Trouble, InterruptedException {
    return new JobTransactions(cluster, topics, loop)
        .of(owned, ledger::readOn, client -> plan(admin, ledger, client));
  }

  private boolean plan(Admin admin, RunLedger ledger, KafkaProducer<byte[], byte[]> client)
      throws Trouble, InterruptedException {
    if (ledger.plan().isEmpty()) {
      // Nothing of this run is open then that could hide a plan, but perhaps of another.
      loop.broker(
          "the broker does not end what earlier runs have left open", () -> endOthers(admin));
      catchUp(ledger);
    }
    boolean planned = ledger.plan().isEmpty();
    if (planned) {
      Plan plan = source.plan();
      TargetPlan atTarget = work.plan();
      StartOffsets starts =
          loop.broker("the broker does not say where its topics end", endedRuns::ends);
      new Publisher(client, topics, run, new CommitPace(), meters)
          .publish(plan, atTarget.tasks(), starts, claims());
      catchUp(ledger);
    }
    return planned;
  }

  private List<ProducerRecord<byte[], byte[]>> claims() {
    return source instanceof SupportsReplay replayed ? replayed.claims() : List.of();
  }

  /** Whoever may not ask is not kept from publishing: what is left open expires. */
  private boolean endOthers(Admin admin) throws InterruptedException {
    try {
      return !SplitTransactions.endOthers(admin, topics, run).isEmpty();
    } catch (ExecutionException e) {
      LOG.warn("What earlier runs of {} have left open is not ended", topics.job(), e);
      return false;
    }
  }

  private void catchUp(RunLedger ledger) {
    loop.broker(
        "the broker does not hand out " + topics.splits(),
        () -> {
          ledger.catchUp();
          return true;
        });
  }

  /**
   * Makes sure that a run can be gone on with, by a ledger that has been read to its end.
   *
   * @throws Refused where it was begun with another source, or by other rules
   */
  void requireSame(RunLedger ledger) throws Trouble {
    RunPlan plan = ledger.plan().orElseThrow();
    if (ledger.open().isEmpty()) {
      return;
    }
    if (plan.placing() != Placement.VERSION) {
      throw new Refused(
          ErrorCode.RUN_VERSION,
          "run "
              + run
              + " of "
              + topics.job()
              + " places its records by version "
              + plan.placing()
              + " of the rules, and this is version "
              + Placement.VERSION);
    }
    if (!plan.fingerprint().equals(source.fingerprint())) {
      throw new Refused(
          ErrorCode.SOURCE_CHANGED,
          "the source of " + topics.job() + " is not the one that run " + run + " began with");
    }
  }
}
