package io.godwit.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.godwit.common.claim.Crew;
import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.Topics;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.monitor.Instruments;
import io.godwit.common.wire.Placement;
import io.godwit.common.wire.run.JobEntry;
import io.godwit.common.wire.run.SplitProgress;
import io.godwit.testkit.env.SharedBroker;
import io.godwit.testkit.fleet.Markers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Producers that share the splits of a run, over a real broker, from a source in memory. */
class SharedRunTest {

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int SPLITS = 6;
  private static final int RECORDS = 3000;
  private static final int MANY = 30_000;

  @RegisterExtension private static final SharedBroker BROKER = new SharedBroker();

  private final Cluster cluster = BROKER.cluster();

  /** Who is there, as the test says; or as each believes, where beliefs differ. */
  private record Told(
      String me, boolean coordinates, SortedSet<String> there, BooleanSupplier believes)
      implements Crew {

    @Override
    public SortedSet<String> present() {
      return believes.getAsBoolean() ? new TreeSet<>(there) : new TreeSet<>(Set.of(me));
    }
  }

  /** A producer in a thread, with a source of its own. */
  private final class One {
    final ListedSource source;
    final WatchedSource watched;
    final ProducerRole role;
    final Semaphore pace = new Semaphore(0);
    private final CompletableFuture<Void> end;
    private final Thread thread;

    One(Topics topics, Crew crew, String duplicates, boolean paced) {
      this(topics, crew, duplicates, paced, RECORDS);
    }

    One(Topics topics, Crew crew, String duplicates, boolean paced, int records) {
      this.source = new ListedSource(SPLITS, records, id -> "k" + id.ordinal() % 97);
      this.watched = new WatchedSource(source);
      if (paced) {
        source.fault = at -> pause(pace);
      }
      this.role =
          new ProducerRole(
              cluster,
              PublishedRecords.definition(topics.job(), duplicates),
              new JobEntry(topics.job(), "run", "", "", 0),
              watched,
              Placement.bySourceKey(),
              TargetWork.NONE,
              Instruments.unobserved(),
              crew);
      this.end = new CompletableFuture<>();
      this.thread =
          Thread.ofPlatform()
              .daemon()
              .start(() -> {
                try {
                  role.run();
                  end.complete(null);
                } catch (RuntimeException | Error e) {
                  end.completeExceptionally(e);
                }
              });
    }

    void kill() throws InterruptedException {
      thread.interrupt();
      assertThat(thread.join(PATIENCE)).isTrue();
    }

    void join() throws InterruptedException {
      assertThat(thread.join(PATIENCE)).as(role.waiting().orElse("waits for nothing")).isTrue();
      end.join();
    }
  }

  private static void pause(Semaphore pace) throws Trouble {
    try {
      pace.acquire();
    } catch (InterruptedException e) {
      throw new Trouble(ErrorCode.SOURCE_UNREADABLE, "interrupted", e);
    }
  }

  private static Told told(String me, boolean coordinates, SortedSet<String> there) {
    return new Told(me, coordinates, there, () -> true);
  }

  private static SortedSet<String> there(String... names) {
    return new ConcurrentSkipListSet<>(List.of(names));
  }

  private void isWhole(Topics topics) {
    isWhole(topics, RECORDS);
  }

  private void isWhole(Topics topics, int records) {
    PublishedRecords.eachOnce(PublishedRecords.of(cluster, topics), SPLITS, records);
    Markers.await(cluster, topics.splits());
    RunLedger ledger = RunLedger.read(cluster, topics, "run");
    assertThat(ledger.closed()).hasSize(SPLITS);
    for (int split : ledger.closed()) {
      assertThat(ledger.progress(split).map(SplitProgress::position).orElseThrow().ordinal())
          .isEqualTo(records);
    }
  }

  @Test
  void bothPublishAndOneGoesOnInsideTheSplitsOfADeadOne() throws Exception {
    Topics topics = BROKER.topics("shared", 3);
    SortedSet<String> there = there("a", "b");
    One holder = new One(topics, told("a", true, there), "any", true);
    One other = new One(topics, told("b", false, there), "any", true);
    await()
        .atMost(PATIENCE)
        .until(() -> {
          holder.pace.release();
          other.pace.release();
          return holder.watched.committedParts(topics, cluster).size() >= 2
              && other.watched.committedParts(topics, cluster).size() >= 2;
        });
    Map<Integer, Long> dead = other.watched.committedParts(topics, cluster);
    other.kill();
    there.remove("b");
    holder.pace.release(1_000_000);
    holder.join();
    isWhole(topics);
    for (int split : dead.keySet()) {
      assertThat(holder.watched.opened(split)).as("split %d", split).isNotEmpty();
      assertThat(holder.watched.opened(split).getFirst())
          .as("where split %d is gone on with", split)
          .isGreaterThanOrEqualTo(dead.get(split))
          .isPositive();
    }
  }

  @Test
  void allIsPublishedOnlyWhenOthersHavePublishedTheirs() throws Exception {
    Topics topics = BROKER.topics("awaited", 3);
    SortedSet<String> there = there("a", "b");
    One holder = new One(topics, told("a", true, there), "any", false);
    One other = new One(topics, told("b", false, there), "any", true);
    SortedSet<Integer> its = Sharing.of(new TreeSet<>(Set.of(0, 1, 2, 3, 4, 5)), there, "b");
    await().atMost(PATIENCE).until(() -> open(topics).equals(its));
    assertThat(holder.end).isNotDone();
    other.pace.release(1_000_000);
    holder.join();
    other.join();
    assertThat(holder.watched.opened()).doesNotContainAnyElementsOf(its);
    isWhole(topics);
  }

  private Set<Integer> open(Topics topics) {
    RunLedger ledger = RunLedger.read(cluster, topics, "run");
    Set<Integer> open = new TreeSet<>(ledger.numbers());
    ledger.closed().forEach(open::remove);
    return open;
  }

  @Test
  void whoTakesADeadHoldersPlaceCoordinatesToTheEnd() throws Exception {
    Topics topics = BROKER.topics("inherited", 3);
    SortedSet<String> there = there("a", "b", "c");
    One first = new One(topics, told("a", true, there), "any", true);
    One second = new One(topics, told("b", false, there), "any", true);
    One third = new One(topics, told("c", false, there), "any", true);
    List<One> all = List.of(first, second, third);
    await()
        .atMost(PATIENCE)
        .until(() -> {
          all.forEach(one -> one.pace.release());
          return all.stream()
              .noneMatch(one -> one.watched.committedParts(topics, cluster).isEmpty());
        });
    first.kill();
    there.remove("a");
    second.role.close();
    second.pace.release(100);
    second.join();
    One heir = new One(topics, told("b", true, there), "any", false);
    third.pace.release(1_000_000);
    heir.join();
    third.join();
    isWhole(topics);
  }

  @Test
  void lastWinsIsPublishedByOne() throws Exception {
    Topics topics = BROKER.topics("one-alone", 3);
    One holder = new One(topics, told("a", true, there("a", "b")), "last-wins", false);
    holder.join();
    isWhole(topics);
    assertThat(PublishedRecords.of(cluster, topics))
        .allSatisfy(p -> assertThat(p).isSortedAccordingTo(PublishedRecords.SOURCE_ORDER));
  }

  /** Each believes now this and now that; they are killed, and come back, at any moment. */
  @Test
  void noRecordIsPublishedTwiceWhateverEachBelieves() throws Exception {
    long seed = Long.getLong("godwit.seed", 0) + 7;
    System.out.println("-Dgodwit.seed=" + seed);
    Random random = new Random(seed);
    Topics topics = BROKER.topics("beliefs", 3);
    SortedSet<String> there = there("a", "b");
    List<One> dead = new ArrayList<>();
    One holder = believer(topics, "a", true, there, random.nextLong());
    One other = believer(topics, "b", false, there, random.nextLong());
    for (int kill = 0; kill < 6; kill++) {
      boolean ofHolder = random.nextBoolean();
      int readings = 3 + random.nextInt(25);
      One victim = ofHolder ? holder : other;
      await()
          .pollInterval(Duration.ofMillis(5))
          .atMost(PATIENCE)
          .until(() -> victim.watched.readings() >= readings || victim.end.isDone());
      if (random.nextBoolean()) {
        victim.kill();
      } else {
        // It is replaced while it lives, and goes on until it is cut off.
        dead.add(victim);
      }
      if (ofHolder) {
        holder = believer(topics, "a", true, there, random.nextLong());
      } else {
        other = believer(topics, "b", false, there, random.nextLong());
      }
    }
    holder.join();
    other.join();
    for (One zombie : dead) {
      zombie.join();
    }
    isWhole(topics, MANY);
  }

  private One believer(
      Topics topics, String me, boolean coordinates, SortedSet<String> there, long seed) {
    Random random = new Random(seed);
    Told crew = new Told(me, coordinates, there, random::nextBoolean);
    return new One(topics, crew, "any", false, MANY);
  }
}
