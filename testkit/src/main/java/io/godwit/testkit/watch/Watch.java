package io.godwit.testkit.watch;

import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.Topics;
import io.godwit.testkit.fleet.Background;
import io.godwit.testkit.guarantee.FinishedRun;
import io.godwit.testkit.guarantee.Guarantee;
import io.godwit.testkit.guarantee.Promises;
import io.godwit.testkit.guarantee.Seen;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;

/**
 * Watches the runs of a job beside them, in a thread of its own, from before they begin until one
 * of them is judged. For one thread.
 *
 * <p>One look reads what follows before what it follows from (positions, receipts and dead letters,
 * then the target, then work) and tells it the other way round. So no guarantee is told of a
 * receipt before the row and the record that it is about.
 */
public final class Watch implements AutoCloseable {

  private static final long PAUSE_MILLIS = 300;

  /** The second one sees what was committed with what the first one saw. */
  private static final int LAST_LOOKS = 2;

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Cluster cluster;
  private final Topics topics;
  private final Promises promises;
  private final TargetLog target;
  private final Map<String, List<Guarantee>> runs = new HashMap<>();
  private final List<OfRun> outcomes = new ArrayList<>();
  private final List<OfRun> positions = new ArrayList<>();
  private final List<Seen> writes = new ArrayList<>();
  private final CountDownLatch ending = new CountDownLatch(1);
  private final CompletableFuture<Void> watching;
  private Optional<FollowedTopics> followed = Optional.empty();
  private volatile boolean isJudged;

  private record OfRun(String run, Seen seen) {}

  private Watch(Cluster cluster, String job, Promises promises, TargetLog target) {
    this.cluster = cluster;
    this.topics = new Topics(job);
    this.promises = promises;
    this.target = target;
    this.watching = Background.run(this::follow);
  }

  /**
   * Begins to watch.
   *
   * @param promises what its runs are held to
   * @param target where they write; closed with the watch
   */
  public static Watch begin(Cluster cluster, String job, Promises promises, TargetLog target) {
    return new Watch(cluster, job, promises, target);
  }

  private void follow() {
    try (target) {
      while (!awaitEnd()) {
        var unused = look();
      }
      if (isJudged) {
        lookToTheEnd();
      }
    } finally {
      followed.ifPresent(FollowedTopics::close);
    }
  }

  private boolean awaitEnd() {
    try {
      return ending.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private void lookToTheEnd() {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    int looks = 0;
    while (looks < LAST_LOOKS) {
      if (look()) {
        looks++;
      } else if (System.nanoTime() > deadline) {
        throw new IllegalStateException("the end of " + topics.job() + " could not be seen");
      }
    }
  }

  /**
   * Looks at everything; answers whether it could. The broker may be what a test kills: what has
   * been read before that is kept, and told by the next look.
   */
  private boolean look() {
    try {
      if (followed.isEmpty()) {
        followed = FollowedTopics.open(cluster, topics);
      }
      followed.ifPresent(this::look);
      return followed.isPresent();
    } catch (KafkaException unanswered) {
      return false;
    }
  }

  private void look(FollowedTopics topic) {
    topic.splits((run, seen) -> positions.add(new OfRun(run, seen)));
    topic.receipts((run, seen) -> outcomes.add(new OfRun(run, seen)));
    topic.failed((run, seen) -> outcomes.add(new OfRun(run, seen)));
    target.read(writes::add);
    topic.work(this::tell);
    writes.forEach(this::tellAll);
    outcomes.forEach(told -> tell(told.run(), told.seen()));
    positions.forEach(told -> tell(told.run(), told.seen()));
    tellAll(Seen.Looked.LOOKED);
    writes.clear();
    outcomes.clear();
    positions.clear();
  }

  private void tell(String run, Seen seen) {
    runs.computeIfAbsent(run, ignored -> promises.make()).forEach(one -> one.see(seen));
  }

  /** A row does not say of which run it is. */
  private void tellAll(Seen seen) {
    runs.values().forEach(guarantees -> guarantees.forEach(one -> one.see(seen)));
  }

  /**
   * Looks once more and judges a run that has ended: its producer and its workers have committed
   * all that they will. Fails where a promise is broken, and says which ones are given up.
   *
   * @param run whose reports are in a folder that is named after it
   */
  public void judge(FinishedRun run) {
    isJudged = true;
    ending.countDown();
    try {
      watching.get(2 * PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the watch of " + run.job() + " has failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + run.job() + " was watched", e);
    }
    promises.givenUp().forEach(sentence -> System.out.println(run.job() + ": " + sentence));
    String id = run.reports().getFileName().toString();
    if (!runs.containsKey(id)) {
      throw new AssertionError("nothing was seen of run " + id + ", only of " + runs.keySet());
    }
    runs.getOrDefault(id, List.of()).forEach(guarantee -> guarantee.check(run));
  }

  /**
   * Ends the watch. Its thread is not waited for: where the run was given up, what its roles have
   * left open would hold it up for seconds.
   */
  @Override
  public void close() {
    ending.countDown();
  }
}
