package io.godwit.aggregator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.godwit.aggregator.web.EventClient;
import io.godwit.aggregator.web.StatusPages;
import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.TopicSetup;
import io.godwit.common.kafka.Topics;
import io.godwit.common.metrics.Meters;
import io.godwit.common.monitor.ListenAddress;
import io.godwit.common.monitor.Monitor;
import io.godwit.common.run.RunStatus;
import io.godwit.embedded.EmbeddedStack;
import io.godwit.embedded.Part;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many look at a role that is at work. */
@Timeout(180)
class StatusPageLoadTest {

  private static final int CLIENTS = 200;
  private static final String JOB = "watched";

  @Test
  void twoHundredClientsSeeTheRunAndItsFailuresAndHoldUpNothing(@TempDir Path folder)
      throws Exception {
    StatusPages pages = new StatusPages();
    try (EmbeddedStack stack = EmbeddedStack.start(folder.resolve("stack"), Set.of(Part.BROKER));
        Monitor monitor =
            Monitor.start(ListenAddress.parse("0"), new Meters(), List.of(), pages.handlers());
        pages) {
      Cluster cluster = new Cluster(stack.bootstrap());
      try (Admin admin = cluster.admin()) {
        TopicSetup.ofJob(admin, new Topics(JOB), 3);
      }
      try (PublishedRun run = new PublishedRun(cluster, JOB, "r1", 3, 2000);
          RunningRole running = new RunningRole(cluster, JOB, "a", folder)) {
        pages.follow(running.role().statusSource());
        await().atMost(Duration.ofSeconds(60)).until(() -> running.role().status().isPresent());
        watch(monitor.port(), running.role(), run);
      }
    }
  }

  private static void watch(int port, AggregatorRole role, PublishedRun run) throws Exception {
    CountDownLatch seen = new CountDownLatch(CLIENTS);
    CountDownLatch over = new CountDownLatch(1);
    List<Future<?>> clients = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Duration> longest = threads.submit(() -> longestLook(role, over));
      for (int i = 0; i < CLIENTS; i++) {
        clients.add(threads.submit(() -> follow(port, seen)));
      }
      try {
        assertThat(seen.await(30, TimeUnit.SECONDS)).as("each has a snapshot").isTrue();
        for (int split = 0; split < 3; split++) {
          run.publishOutcomes(split, 100);
        }
        run.publishSplits();
        for (Future<?> client : clients) {
          client.get(60, TimeUnit.SECONDS);
        }
      } finally {
        over.countDown();
      }
      assertThat(longest.get()).as("between two looks").isLessThan(Duration.ofSeconds(3));
    }
  }

  private static boolean follow(int port, CountDownLatch seen) throws Exception {
    try (EventClient client = new EventClient(port)) {
      assertThat(client.next("HTTP/1.1")).isEqualTo("200 OK");
      client.nextWith("\"phase\":\"counting\"");
      seen.countDown();
      String last = client.nextWith("\"phase\":\"failures\"");
      // They are looked for because somebody looks at the page, and may come a moment later.
      if (!last.contains("\"key\":")) {
        last = client.nextWith("\"key\":");
      }
      assertThat(last)
          .contains("\"total\":6000", "\"written\":5280", "\"failed\":60")
          .contains("\"key\":\"key-", "'n/a', which is no", "\"column\":\"score\"");
    }
    return true;
  }

  /** The longest that a status has stood. */
  private static Duration longestLook(AggregatorRole role, CountDownLatch over)
      throws InterruptedException {
    Optional<RunStatus> last = role.status();
    long since = System.nanoTime();
    long longest = 0;
    while (!over.await(10, TimeUnit.MILLISECONDS)) {
      Optional<RunStatus> now = role.status();
      if (now.orElseThrow() != last.orElseThrow()) {
        since = System.nanoTime();
        last = now;
      }
      longest = Math.max(longest, System.nanoTime() - since);
    }
    return Duration.ofNanos(longest);
  }
}
