package io.godwit.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.godwit.common.kafka.Cluster;
import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Verdict;
import io.godwit.common.monitor.Instruments;
import io.godwit.common.spec.Job;
import io.godwit.common.spi.ResourceBound;
import io.godwit.common.spi.Step;
import io.godwit.common.spi.SupportsBound;
import io.godwit.testkit.env.SharedBroker;
import io.godwit.testkit.fleet.Background;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A worker over a real broker, whose step takes more batches at once than its target. */
class BoundsOfAWorkerTest {

  private static final int IN_THE_STEP = 4;

  /** Its first batches wait for one another, which they do only where all of them get in. */
  private record Hash(CountDownLatch all) implements Step, SupportsBound {
    @Override
    public ResourceBound bound() {
      return new ResourceBound.AtOnce("cores", IN_THE_STEP);
    }

    @Override
    public List<Verdict> apply(List<DataRecord> batch) {
      all.countDown();
      try {
        if (!all.await(20, TimeUnit.SECONDS)) {
          throw new IllegalStateException("others are kept from this step");
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return batch.stream().<Verdict>map(Verdict.Keep::new).toList();
    }

    @Override
    public void close() {}
  }

  @RegisterExtension private static final SharedBroker BROKER = new SharedBroker();

  @Test
  void aStepTakesMoreBatchesThanTheTargetAndTheTargetNeverMoreThanItAllows() throws Exception {
    Cluster cluster = BROKER.cluster();
    try (Workers workers = new Workers(cluster);
        WorkTopic topic = new WorkTopic(cluster, "hashes", 6)) {
      AtomicInteger inside = new AtomicInteger();
      AtomicInteger most = new AtomicInteger();
      VersionedTarget into = new VersionedTarget();
      into.before =
          batch -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            IntStream.range(0, 200).forEach(i -> Thread.yield());
          };
      into.after = batch -> inside.decrementAndGet();
      topic.register("run");
      topic.publish("run", 0, 6000);
      Job job = Workers.job("hashes", Workers.BATCH);
      Hash hash = new Hash(new CountDownLatch(IN_THE_STEP));

      WorkerRole role =
          new WorkerRole(
              cluster, "hashes", "w1", entry -> into.opened(job, hash), Instruments.unobserved());
      CompletableFuture<Void> end = Background.run(role::run);
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> end.isDone() || topic.outcomes("run").size() >= 6000);
      assertThat(end).as("the worker lives").isNotDone();
      workers.booksBalance(topic, "run", 6000, into);
      role.close();
      end.join();

      assertThat(most.get()).isBetween(1, 2);
    }
  }
}
