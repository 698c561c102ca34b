package io.godwit.producer;

import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.Topics;
import io.godwit.common.model.Phase;
import io.godwit.common.model.Task;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.role.RoleLoop;
import io.godwit.common.run.Lag;
import io.godwit.common.wire.run.RunPlan;
import io.godwit.common.wire.run.SplitMessages;
import io.godwit.common.wire.run.TaskProgress;
import io.godwit.producer.feed.Rethrown;
import io.godwit.producer.gone.GoneSteps;
import io.godwit.producer.gone.GoneWork;
import io.godwit.producer.gone.UnnamedRows;
import io.godwit.producer.verify.VerifySteps;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out the tasks of the phases around the load, one by one, and notes each in the splits
 * topic. One producer of a run does, the one that holds it, under the transactional id of the job:
 * where another takes the run over, this one can note nothing more, and what it was at is carried
 * out again there. For one thread.
 */
final class PhaseRunning {

  private static final Logger LOG = LoggerFactory.getLogger(PhaseRunning.class);
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final Duration BETWEEN_LOOKS_AT_WORK = Duration.ofMillis(200);

  private final Cluster cluster;
  private final Topics topics;
  private final TargetWork work;
  private final boolean budgeted;
  private final ProducerMeters meters;
  private final RoleLoop loop;

  PhaseRunning(
      Cluster cluster,
      Topics topics,
      TargetWork work,
      boolean budgeted,
      ProducerMeters meters,
      RoleLoop loop) {
    this.budgeted = budgeted;
    this.cluster = cluster;
    this.topics = topics;
    this.work = work;
    this.meters = meters;
    this.loop = loop;
  }

  /**
   * Carries out what is left of a phase.
   *
   * @param goesOn whether anything is to be begun
   * @return whether nothing is left of it
   * @throws Trouble where the target does not answer; what was done before is noted
   * @throws Refused where what records are to be written to cannot be made
   */
  boolean carryOut(Phase phase, OwnedRun owned, RunLedger ledger, BooleanSupplier goesOn)
      throws Trouble, InterruptedException {
    if (ledger.open(phase).isEmpty()) {
      return true;
    }
    try {
      return new JobTransactions(cluster, topics, loop)
          .of(
              owned,
              ledger::catchUp,
              client -> {
                for (TaskProgress task : ledger.open(phase)) {
                  if (!goesOn.getAsBoolean() || !carryOut(task, ledger, client, goesOn)) {
                    return false;
                  }
                }
                return true;
              });
    } finally {
      work.letGo();
    }
  }

  private boolean carryOut(
      TaskProgress progress,
      RunLedger ledger,
      KafkaProducer<byte[], byte[]> client,
      BooleanSupplier goesOn)
      throws Trouble, InterruptedException {
    Task task = progress.task();
    Optional<Optional<String>> answer =
        awaited(progress.number(), () -> carryOut(task, ledger), goesOn);
    if (answer.isEmpty()) {
      return false;
    }
    Optional<String> refusal = answer.get();
    if (refusal.isPresent() && task.phase() == Phase.CREATE) {
      throw new Refused(ErrorCode.TARGET_NOT_MADE, task.name() + ": " + refusal.get());
    }
    begin(client);
    note(progress.ended(refusal), ledger, client);
    return true;
  }

  /** What takes the place of all rows has to be all that was read. */
  private Optional<String> carryOut(Task task, RunLedger ledger) throws Trouble {
    Optional<String> amiss =
        task.isSwap() ? SwapCheck.refusal(cluster, topics, ledger, budgeted) : Optional.empty();
    return amiss.isPresent() ? amiss : work.carryOut(task);
  }

  /**
   * Does what is left about rows that are gone from the source, when the load is over.
   *
   * @param goesOn whether anything is to be begun
   * @return whether nothing is left of it
   * @throws Trouble where the target does not answer; what was done before is noted
   */
  boolean clear(Admin admin, OwnedRun owned, RunLedger ledger, BooleanSupplier goesOn)
      throws Trouble, InterruptedException {
    if (ledger.open(Phase.GONE).isEmpty()) {
      return true;
    }
    GoneWork gone =
        work.gone().orElseThrow(() -> new IllegalStateException("the job keeps such rows"));
    try {
      return new JobTransactions(cluster, topics, loop)
          .of(
              owned,
              ledger::catchUp,
              client -> {
                RunPlan plan = ledger.plan().orElseThrow();
                UnnamedRows.Run run =
                    new UnnamedRows.Run(ledger.run(), plan.starts(), ledger.read(), ledger.amiss());
                GoneSteps steps = new GoneSteps(cluster, admin, topics, run, gone);
                for (TaskProgress task : ledger.open(Phase.GONE)) {
                  if (!clear(task, steps, ledger, client, goesOn)) {
                    return false;
                  }
                }
                return true;
              });
    } finally {
      work.letGo();
    }
  }

  /** Each step is noted together with what it sends, or neither is there. */
  private boolean clear(
      TaskProgress task,
      GoneSteps steps,
      RunLedger ledger,
      KafkaProducer<byte[], byte[]> client,
      BooleanSupplier goesOn)
      throws Trouble, InterruptedException {
    TaskProgress far = task;
    while (far.isOpen()) {
      TaskProgress before = far;
      begin(client);
      Optional<TaskProgress> next =
          awaited(
              task.number(), () -> steps.next(before, message -> send(client, message)), goesOn);
      if (next.isEmpty()) {
        return false;
      }
      far = next.get();
      note(far, ledger, client);
    }
    return true;
  }

  /**
   * Compares what stands at the target with what was written there, when all else is done.
   *
   * @param root the run that has read the source
   * @param goesOn whether anything is to be begun
   * @return whether nothing is left of it
   * @throws Trouble where the target does not answer; what was done before is noted
   */
  boolean verify(Admin admin, OwnedRun owned, RunLedger ledger, String root, BooleanSupplier goesOn)
      throws Trouble, InterruptedException {
    if (ledger.open(Phase.VERIFY).isEmpty()) {
      return true;
    }
    VerifySteps steps = new VerifySteps(cluster, admin, topics, ledger.run(), root, work.verify());
    try {
      return new JobTransactions(cluster, topics, loop)
          .of(
              owned,
              ledger::catchUp,
              client -> {
                for (TaskProgress task : ledger.open(Phase.VERIFY)) {
                  if (!verify(task, steps, ledger, client, goesOn)) {
                    return false;
                  }
                }
                return true;
              });
    } finally {
      work.letGo();
    }
  }

  /** A comparison takes as long as it takes: its transaction begins when it is done. */
  private boolean verify(
      TaskProgress task,
      VerifySteps steps,
      RunLedger ledger,
      KafkaProducer<byte[], byte[]> client,
      BooleanSupplier goesOn)
      throws Trouble, InterruptedException {
    TaskProgress far = task;
    while (far.isOpen()) {
      TaskProgress before = far;
      Optional<VerifySteps.Done> done = awaited(task.number(), () -> steps.next(before), goesOn);
      if (done.isEmpty()) {
        return false;
      }
      begin(client);
      done.get().found().forEach(message -> send(client, message));
      far = done.get().task();
      note(far, ledger, client);
    }
    return true;
  }

  /** What a call answers; empty where nothing is to be begun any more before it does. */
  private <T> Optional<T> awaited(int task, Callable<T> work, BooleanSupplier goesOn)
      throws Trouble, InterruptedException {
    FutureTask<T> call = new FutureTask<>(work);
    Thread thread = Thread.ofVirtual().name("task-" + task).start(call);
    try {
      while (!isDone(call)) {
        // To make an index may take hours, in which this process must not pass for one that hangs.
        meters.sign();
        if (!goesOn.getAsBoolean()) {
          return Optional.empty();
        }
      }
    } finally {
      thread.interrupt();
    }
    return Optional.of(call.resultNow());
  }

  /** Where it fails, so does the commit. */
  private static void send(
      KafkaProducer<byte[], byte[]> client, ProducerRecord<byte[], byte[]> message) {
    var unused = client.send(message);
  }

  private void begin(KafkaProducer<byte[], byte[]> client) {
    loop.broker(
        "the broker begins no transaction",
        () -> {
          client.beginTransaction();
          return true;
        });
  }

  private void note(TaskProgress now, RunLedger ledger, KafkaProducer<byte[], byte[]> client) {
    now.refusal()
        .ifPresent(why -> LOG.warn("{}: {} is refused: {}", topics.job(), now.task().name(), why));
    loop.broker(
        "the broker does not commit what was done at the target",
        () -> {
          var unused = client.send(SplitMessages.of(topics.splits(), ledger.run(), now));
          client.commitTransaction();
          return true;
        });
    ledger.catchUp();
  }

  private static boolean isDone(FutureTask<?> call) throws Trouble, InterruptedException {
    try {
      call.get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException longer) {
      return false;
    } catch (ExecutionException e) {
      throw Rethrown.of(Objects.requireNonNullElse(e.getCause(), e));
    }
  }

  /**
   * Also what is in a transaction of which it is not known yet how it ends: one that was about to
   * be committed when its broker died is whole only some moments after the broker is there again,
   * and until then its records are behind the end that readers of committed ones see.
   */
  private long left(Admin admin) throws Trouble {
    return Lag.of(admin, topics.workers(), topics.work(), IsolationLevel.READ_UNCOMMITTED).total();
  }

  /**
   * Waits until every record that was published has an outcome: only then is the load over, and
   * what follows may rest on it.
   *
   * @return whether it is so; else nothing more is to be begun
   * @throws Trouble where the broker does not answer
   */
  boolean awaitSettled(Admin admin, BooleanSupplier goesOn) throws Trouble, InterruptedException {
    while (left(admin) > 0) {
      meters.sign();
      if (loop.await(BETWEEN_LOOKS_AT_WORK) || !goesOn.getAsBoolean()) {
        return false;
      }
    }
    return true;
  }
}
