package io.godwit.cli.fleet;

import io.godwit.aggregator.AggregatorRole;
import io.godwit.aggregator.web.StatusSource;
import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.WaitsTopic;
import io.godwit.common.metrics.Meters;
import io.godwit.common.model.ErrorCode;
import io.godwit.common.model.Trouble;
import io.godwit.common.monitor.Health;
import io.godwit.common.monitor.Instruments;
import io.godwit.common.monitor.Wait;
import io.godwit.common.spec.Job;
import io.godwit.common.spi.Source;
import io.godwit.common.wire.JobEntry;
import io.godwit.common.wire.Placement;
import io.godwit.producer.ProducerRole;
import io.godwit.worker.WorkerRole;
import io.godwit.worker.job.JobOpener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/** All roles of one run in this process, a thread each. Any thread may ask how they are. */
public final class LocalFleet implements AutoCloseable {

  private static final Duration FOR_EVER = Duration.ofDays(365);
  private static final Duration ABANDONED = Duration.ofSeconds(3);

  private final ProducerRole producer;
  private final List<WorkerRole> workers = new ArrayList<>();
  private final AggregatorRole aggregator;
  private final List<Thread> working = new ArrayList<>();
  private final Thread counting;
  private final List<Health> healths = new ArrayList<>();
  private final List<BrokerWatch.Role> roles = new ArrayList<>();
  private final BrokerWatch brokerWatch;
  private final OtherWaits others;
  private final AtomicReference<Optional<Throwable>> failure =
      new AtomicReference<>(Optional.empty());

  private boolean abandoned;

  private interface Role {
    void run() throws Trouble, InterruptedException;
  }

  /** What a fleet needs to know. */
  public record Order(
      Cluster cluster,
      Job job,
      JobEntry entry,
      Source source,
      Placement placement,
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
    counting = start("aggregator", aggregator::run);
    for (int i = 1; i <= order.workers(); i++) {
      String name = "worker-" + i;
      WorkerRole worker =
          new WorkerRole(cluster, job, name, order.opener(), instruments(order, "worker", name));
      workers.add(worker);
      working.add(start(name, worker::run));
    }
    producer =
        new ProducerRole(
            cluster,
            order.job(),
            order.entry(),
            order.source(),
            order.placement(),
            instruments(order, "producer", "producer"));
    working.add(start("producer", producer::run));
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
    producer.close();
    workers.forEach(WorkerRole::close);
    working.forEach(LocalFleet::join);
    aggregator.close();
    join(counting);
    others.close();
    brokerWatch.close();
  }

  /**
   * Ends the roles where what they do is in vain: nothing is waited for for long, and what they
   * have not settled is as if it had never been begun.
   */
  public void abandon() {
    producer.close();
    workers.forEach(WorkerRole::close);
    aggregator.close();
    List<Thread> all = new ArrayList<>(working);
    all.add(counting);
    all.forEach(Thread::interrupt);
    long deadline = System.nanoTime() + ABANDONED.toNanos();
    for (Thread thread : all) {
      join(thread, Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
    }
    working.clear();
    others.close();
    brokerWatch.close();
    abandoned = true;
  }

  private Thread start(String name, Role role) {
    return Thread.ofPlatform().daemon().name(name).start(() -> run(role));
  }

  private void run(Role role) {
    try {
      role.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Trouble | RuntimeException | Error e) {
      // The first one is the cause of what follows it; the command shows that and stops the rest.
      failure.compareAndSet(Optional.empty(), Optional.of(e));
    }
  }

  private static void join(Thread thread) {
    join(thread, FOR_EVER);
  }

  private static void join(Thread thread, Duration patience) {
    try {
      boolean unused = thread.join(patience);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
