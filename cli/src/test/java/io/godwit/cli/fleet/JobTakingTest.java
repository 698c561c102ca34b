package io.godwit.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.godwit.cli.opening.JobSource;
import io.godwit.common.claim.Claiming;
import io.godwit.common.claim.KafkaJobsLog;
import io.godwit.common.claim.Lease;
import io.godwit.common.claim.ProcessIdentity;
import io.godwit.common.claim.Register;
import io.godwit.common.claim.RunRequest;
import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.JobRegister;
import io.godwit.common.kafka.TopicSetup;
import io.godwit.common.kafka.Topics;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.wire.run.Holder;
import io.godwit.common.wire.run.JobEntry;
import io.godwit.testkit.env.SharedBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Jobs that are taken on a real broker, by many at once. */
final class JobTakingTest {

  private static final long SEED = Long.getLong("godwit.seed", 8);
  private static final int PAIRS = Boolean.getBoolean("godwit.long") ? 60 : 10;

  @RegisterExtension private static final SharedBroker BROKER = new SharedBroker();

  private static Cluster cluster;

  @TempDir private Path folder;

  @BeforeAll
  static void start() throws Exception {
    cluster = BROKER.cluster();
    try (Admin admin = cluster.admin()) {
      TopicSetup.ofRegister(admin);
    }
  }

  @Test
  void noChangeIsLostAmongMany() throws Exception {
    Topics topics = new Topics("counted");
    put(new JobEntry("counted", "run", "", "", 0));
    int threads = 3;
    int each = 8;
    List<Callable<Integer>> counting = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      counting.add(() -> {
        try (KafkaJobsLog log = new KafkaJobsLog(cluster, topics)) {
          for (int change = 0; change < each; change++) {
            new Register(log).change(JobTakingTest::oneMore);
          }
        }
        return each;
      });
    }
    try (ExecutorService all = Executors.newFixedThreadPool(threads)) {
      for (Future<Integer> done : all.invokeAll(counting)) {
        assertThat(done.get()).isEqualTo(each);
      }
    }
    try (JobRegister register = new JobRegister(cluster)) {
      assertThat(register.find("counted").orElseThrow().startedAt()).isEqualTo(threads * each);
    }
  }

  private static Register.Change<Boolean> oneMore(Optional<JobEntry> current) {
    JobEntry entry = current.orElseThrow();
    JobEntry next =
        new JobEntry(
            entry.job(), entry.run(), entry.definition(), entry.base(), entry.startedAt() + 1);
    return new Register.Change<>(Optional.of(next), true);
  }

  private static void put(JobEntry entry) {
    try (KafkaProducer<byte[], byte[]> producer = cluster.plainProducer()) {
      JobRegister.put(producer, entry);
    }
  }

  /** Another job's transaction that stays open must not hide what was written behind it. */
  @Test
  void anotherJobsOpenTransactionHidesNothing() throws Exception {
    put(new JobEntry("hidden", "first", "", "", 0));
    try (KafkaProducer<byte[], byte[]> other = cluster.transactionalProducer("open");
        KafkaJobsLog log = new KafkaJobsLog(cluster, new Topics("hidden"))) {
      assertThat(log.peek().orElseThrow().run()).isEqualTo("first");
      other.initTransactions();
      other.beginTransaction();
      other.send(JobRegister.message(new JobEntry("open", "run", "", "", 0))).get();
      put(new JobEntry("hidden", "second", "", "", 0));
      assertThat(log.peek().orElseThrow().run()).as("what readers see").isEqualTo("first");
      String run =
          new Register(log).change(now -> new Register.Change<>(Optional.empty(), name(now)));
      assertThat(run).as("what whoever decides sees").isEqualTo("second");
    }
  }

  private static String name(Optional<JobEntry> entry) {
    return entry.orElseThrow().run();
  }

  @Test
  void aLeaseIsSeenUntilItIsGivenBack() throws Exception {
    Topics topics = new Topics("leased");
    Holder holder = ProcessIdentity.holder("test");
    try (Admin admin = cluster.admin()) {
      assertThat(Lease.isAlive(admin, topics, holder)).isFalse();
      try (Lease lease = Lease.join(cluster, topics, holder.token())) {
        assertThat(lease).isNotNull();
        assertThat(Lease.isAlive(admin, topics, holder)).isTrue();
        assertThat(Lease.isAlive(admin, topics, ProcessIdentity.holder("test"))).isFalse();
      }
      await().atMost(Duration.ofSeconds(60)).until(() -> !Lease.isAlive(admin, topics, holder));
    }
  }

  @Test
  void ofTwoThatWantAJobOneHasIt() throws Exception {
    System.out.println("-Dgodwit.seed=" + SEED);
    Random random = new Random(SEED);
    for (int pair = 0; pair < PAIRS; pair++) {
      String job = "pair-" + pair;
      Path file = Files.writeString(folder.resolve(job + ".yaml"), "job: " + job + YAML);
      JobSource source = JobSource.find(file.toString(), Optional.empty());
      List<Callable<Optional<TakenJob>>> both = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        RunRequest.Kind kind = RunRequest.Kind.values()[random.nextInt(2)];
        RunRequest.Start start = RunRequest.Start.values()[random.nextInt(3)];
        both.add(() -> take(source, kind, start));
      }
      try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
        List<TakenJob> taken = new ArrayList<>();
        for (Future<Optional<TakenJob>> one : threads.invokeAll(both)) {
          one.get().ifPresent(taken::add);
        }
        assertThat(taken.stream().filter(JobTakingTest::isStillIts)).as(job).hasSize(1);
        taken.forEach(TakenJob::close);
      }
    }
  }

  private static final String YAML =
      """

      source: { csv: rows.csv, key: id }
      sink: { table: t, in: app, key: id }
      connections: { app: { jdbc: "jdbc:postgresql://localhost/none" } }
      """;

  private static Optional<TakenJob> take(
      JobSource source, RunRequest.Kind kind, RunRequest.Start start) throws Exception {
    Claiming.Waiting none =
        (entry, by) -> {
          throw new Refused(ErrorCode.JOB_HELD, by.text());
        };
    try {
      return Optional.of(JobTaking.of(cluster, source, "test", kind, start, none));
    } catch (Refused held) {
      assertThat(held.code()).isEqualTo(ErrorCode.JOB_HELD);
      return Optional.empty();
    }
  }

  private static boolean isStillIts(TakenJob taken) {
    try {
      taken.require();
      return true;
    } catch (Refused lost) {
      assertThat(lost.code()).isEqualTo(ErrorCode.RUN_SUPERSEDED);
      return false;
    } catch (Trouble e) {
      throw new IllegalStateException(e);
    }
  }
}
