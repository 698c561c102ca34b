package io.godwit.cli.fleet;

import io.godwit.aggregator.AggregatorRole;
import io.godwit.aggregator.web.StatusSource;
import io.godwit.common.claim.Crew;
import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.WaitsTopic;
import io.godwit.common.metrics.Meters;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.monitor.Health;
import io.godwit.common.monitor.Instruments;
import io.godwit.common.monitor.Wait;
import io.godwit.common.spec.Job;
import io.godwit.common.spi.Source;
import io.godwit.common.wire.Placement;
import io.godwit.common.wire.run.JobEntry;
import io.godwit.producer.ProducerRole;
import io.godwit.producer.TargetWork;
import io.godwit.worker.WorkerRole;
import io.godwit.worker.job.JobOpener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/** All roles of one run in this process, a thread each. Any thread may ask how they are. */
public final class LocalFleet implements AutoCloseable {

  private final AggregatorRole aggregator;
  private final RoleThread counting;

  /** The workers, and the producer behind them. */
  private final List<RoleThread> working = new ArrayList<>();

  private final List<Health> healths = new ArrayList<>();
  private final List<BrokerWatch.Role> roles = new ArrayList<>();
  private final BrokerWatch brokerWatch;
  private final OtherWaits others;
  private final AtomicReference<Optional<Throwable>> failure =
      new AtomicReference<>(Optional.empty());

  private boolean abandoned;

  /** What a fleet needs to know. */
  public record Order(
      Cluster cluster,
      Job job,
      JobEntry entry,
      Source source,
      Placement placement,
      TargetWork work,
      int workers,
      JobOpener opener,
      Path reports,
      Path state,
      Meters meters) {}

  /** Starts all roles of a registered run. */
  public LocalFleet(Order order) {
    Cluster cluster = order.cluster();
    String job = order.entry().job();
    aggregator =
        new AggregatorRole(
            cluster,
            job,
            Runs.AGGREGATOR,
            order.reports(),
            order.state(),
            instruments(order, "aggregator", Runs.AGGREGATOR));
    counting = start("aggregator", aggregator::run, aggregator::close);
    for (int i = 1; i <= order.workers(); i++) {
      String name = "worker-" + i;
      WorkerRole worker =
          new WorkerRole(cluster, job, name, order.opener(), instruments(order, "worker", name));
      working.add(start(name, worker::run, worker::close));
    }
    ProducerRole producer =
        new ProducerRole(
            cluster,
            order.job(),
            order.entry(),
            order.source(),
            order.placement(),
            order.work(),
            instruments(order, "producer", "producer"),
            Crew.alone());
    working.add(start("producer", producer::run, producer::close));
    brokerWatch = new BrokerWatch(cluster, job, Runs.AGGREGATOR, roles);
    others =
        new OtherWaits(
            cluster,
            job,
            roles.stream()
                .map(role -> new WaitsTopic.Note(job, role.role(), role.name(), List.of()).key())
                .collect(Collectors.toSet()));
  }

  private Instruments instruments(Order order, String role, String name) {
    Instruments instruments = Instruments.of(order.meters());
    healths.add(instruments.health());
    roles.add(new BrokerWatch.Role(role, name, instruments.waits()));
    return instruments;
  }

  /** How its roles are; the same at any time. */
  public List<Health> healths() {
    return List.copyOf(healths);
  }

  /** What a status page shows of it. */
  public StatusSource statusSource() {
    return aggregator.watched(this::waits);
  }

  /** Why a role ended before its time; empty while all is well. */
  public Optional<Throwable> failure() {
    return failure.get();
  }

  /** What the roles wait for now, one sentence each, with all who wait for it. */
  public List<String> waits() {
    Map<Wait, List<String>> who = new LinkedHashMap<>();
    for (BrokerWatch.Role role : roles) {
      for (Wait wait : role.waits().now()) {
        // The workers of this process are on their way, or say themselves what keeps them.
        if (wait.code() != ErrorCode.WORKER_AWAITED) {
          who.computeIfAbsent(wait, ignored -> new ArrayList<>()).add(role.name());
        }
      }
    }
    List<String> waits = new ArrayList<>();
    who.forEach((wait, names) -> waits.add(String.join(", ", names) + ": " + wait.text()));
    waits.addAll(others.now());
    return waits;
  }

  /**
   * Lets the roles end in good order and waits for them: the producer after its transaction, the
   * workers when what they hold is settled, then the aggregator.
   */
  @Override
  public void close() {
    if (abandoned) {
      return;
    }
    working.reversed().forEach(RoleThread::askToEnd);
    working.forEach(RoleThread::awaitEnd);
    counting.askToEnd();
    var unused = counting.awaitEnd();
    others.close();
    brokerWatch.close();
  }

  /**
   * Ends the roles where what they do is in vain: nothing is waited for for long, and what they
   * have not settled is as if it had never been begun.
   */
  public void abandon() {
    List<RoleThread> all = new ArrayList<>(working);
    all.add(counting);
    RoleThread.abandon(all);
    others.close();
    brokerWatch.close();
    abandoned = true;
  }

  /** However long a role takes to end, the command waits: it holds them all. */
  private RoleThread start(String name, RoleThread.Role role, Runnable wish) {
    return new RoleThread(name, role, wish, () -> true, failure);
  }
}
