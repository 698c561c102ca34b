package io.godwit.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.godwit.common.kafka.Cluster;
import io.godwit.common.model.DataRecord;
import io.godwit.common.model.RecordId;
import io.godwit.common.model.Verdict;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.monitor.Instruments;
import io.godwit.common.spec.ArrayParts;
import io.godwit.common.spec.FieldEffect;
import io.godwit.common.spec.Job;
import io.godwit.common.spec.ObjectPlace;
import io.godwit.common.spec.StepSpec;
import io.godwit.common.spi.Step;
import io.godwit.common.spi.SupportsCompensation;
import io.godwit.common.wire.Receipt;
import io.godwit.testkit.env.SharedBroker;
import io.godwit.testkit.fleet.Background;
import io.godwit.worker.step.Steps;
import io.godwit.worker.step.spec.SplitArraySpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A worker over a real broker, whose step makes something of each record. */
class CompensationTest {

  private static final int RECORDS = 1200;

  @RegisterExtension private static final SharedBroker BROKER = new SharedBroker();

  private static boolean isBad(RecordId record) {
    return record.ordinal() % 7 == 3;
  }

  private static boolean isLeftOut(RecordId record) {
    return record.ordinal() % 7 == 5;
  }

  /** Makes a thing of each record, and refuses or drops some of them behind that. */
  private static final class Maker implements Step, SupportsCompensation {
    final Set<String> standing = ConcurrentHashMap.newKeySet();
    final AtomicInteger troubles = new AtomicInteger();

    @Override
    public List<Verdict> apply(List<DataRecord> batch) {
      List<Verdict> verdicts = new ArrayList<>();
      for (DataRecord record : batch) {
        standing.add(record.id().toString());
        verdicts.add(
            isBad(record.id())
                ? new Verdict.Reject(new Failure(ErrorCode.EXPRESSION_FAILED, "bad"))
                : isLeftOut(record.id()) ? Verdict.Drop.DROP : new Verdict.Keep(record));
      }
      return verdicts;
    }

    @Override
    public Optional<String> makes(DataRecord record) {
      return Optional.of(record.id().toString());
    }

    /** The first ones do not reach the place where the things are. */
    @Override
    public void takeBack(List<Creation> creations) throws Trouble {
      if (troubles.incrementAndGet() <= 3) {
        throw new Trouble(ErrorCode.STORE_UNREACHABLE, "the store does not answer");
      }
      for (Creation creation : creations) {
        assertThat(creation.name()).isEqualTo(creation.record().toString());
        standing.remove(creation.name());
      }
    }

    @Override
    public void close() {}
  }

  /** Whoever is told of a refusal finds nothing of the record any more. */
  @Test
  void whatIsRefusedIsTakenBackBeforeItIsSettled() throws Exception {
    Cluster cluster = BROKER.cluster();
    try (WorkTopic topic = new WorkTopic(cluster, "made", 6)) {
      VersionedTarget into = new VersionedTarget();
      Maker maker = new Maker();
      Job job = Workers.job("made", Workers.BATCH);
      topic.register("run");
      topic.publish("run", 0, RECORDS);
      WorkerRole role =
          new WorkerRole(
              cluster, "made", "w1", entry -> into.opened(job, maker), Instruments.unobserved());
      CompletableFuture<Void> end = Background.run(role::run);
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> {
            List<Receipt.Entry> outcomes = topic.outcomes("run");
            assertThat(outcomes.stream().filter(CompensationTest::isRefused))
                .allMatch(entry -> !maker.standing.contains(entry.id().toString()));
            return end.isDone() || outcomes.size() >= RECORDS;
          });
      assertThat(end).as("the worker lives").isNotDone();
      role.close();
      end.join();
      assertThat(maker.troubles.get()).isGreaterThan(3);
      assertThat(maker.standing)
          .isEqualTo(
              topic.outcomes("run").stream()
                  .filter(entry -> !isRefused(entry))
                  .map(entry -> entry.id().toString())
                  .collect(Collectors.toSet()))
          .hasSizeBetween(RECORDS / 2, RECORDS - 100);
    }
  }

  private static boolean isRefused(Receipt.Entry entry) {
    return switch (entry.end()) {
      case WRITTEN, UNCHANGED -> false;
      case DROPPED, FAILED -> true;
    };
  }

  /** A step that puts objects. */
  record Putting(String put) implements StepSpec {
    @Override
    public List<FieldEffect> effects() {
      return List.of();
    }

    @Override
    public Optional<ObjectPlace> objects() {
      return Optional.of(new ObjectPlace("archive", ""));
    }
  }

  @Test
  void behindSplitArrayNothingIsPut() throws Exception {
    SplitArraySpec split =
        new SplitArraySpec(
            "files",
            Optional.empty(),
            Optional.of("file"),
            Optional.empty(),
            Optional.empty(),
            ArrayParts.Empty.DROP);
    Putting put = new Putting("all");
    assertThatThrownBy(() -> Steps.compile(List.of(split, put), spec -> new Maker()))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("behind split-array a record has several parts");
    Steps.compile(List.of(put, split), spec -> new Maker()).close();
  }
}
