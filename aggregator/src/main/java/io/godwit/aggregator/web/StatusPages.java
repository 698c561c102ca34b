package io.godwit.aggregator.web;

import com.sun.net.httpserver.HttpHandler;
import io.godwit.aggregator.web.EventStream.Pace;
import io.godwit.common.wire.run.Json;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The status page of a process. It can be served before there is anything to show, and says so.
 *
 * <p>Close it before the server: then every page that is open gets the last state, and learns that
 * it was the last.
 */
public final class StatusPages implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(StatusPages.class);
  private static final Duration LAST_WORDS = Duration.ofSeconds(1);

  private final Pace pace;
  private final EventStream events;
  private final CountDownLatch stop = new CountDownLatch(1);
  private byte[] told;
  private Optional<Following> following = Optional.empty();

  private record Following(StatusSource source, SnapshotBuilder snapshots, Thread thread) {}

  /** Pages that show nothing yet. */
  public StatusPages() {
    this(Pace.USUAL);
  }

  StatusPages(Pace pace) {
    this.pace = pace;
    this.told = Json.write(SnapshotBuilder.nothing());
    this.events = new EventStream(pace, told);
  }

  /** What to serve, by path. */
  public Map<String, HttpHandler> handlers() {
    return Map.of(
        "/", PageFile.of("text/html; charset=utf-8", "status.html"),
        "/status.css", PageFile.of("text/css; charset=utf-8", "/" + REPORT_STYLE, "status.css"),
        "/status.js", PageFile.of("text/javascript; charset=utf-8", "chart.js", "status.js"),
        "/events", events);
  }

  /** The page looks like the report. */
  private static final String REPORT_STYLE = "io/godwit/aggregator/report/report.css";

  /** Shows this one from now on. To be called once at most. */
  public synchronized void follow(StatusSource source) {
    SnapshotBuilder snapshots = new SnapshotBuilder(source);
    Thread thread = Thread.ofVirtual().name("status-page").start(() -> goOn(snapshots));
    following = Optional.of(new Following(source, snapshots, thread));
  }

  private void goOn(SnapshotBuilder snapshots) {
    try {
      do {
        tick(snapshots);
      } while (!stop.await(pace.tick().toNanos(), TimeUnit.NANOSECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tick(SnapshotBuilder snapshots) {
    try {
      byte[] json = Json.write(snapshots.tell(System.nanoTime(), events.isHeard()));
      if (!Arrays.equals(json, told)) {
        told = json;
        events.publish(json);
      }
    } catch (RuntimeException e) {
      // The page shows what it showed; the run has nothing to do with it.
      LOG.error("the status page cannot be brought up to date", e);
    }
    events.dropStuck(System.nanoTime());
  }

  /** Shows the last state, and lets every client go. May be called again. */
  @Override
  public synchronized void close() {
    if (stop.getCount() == 0) {
      return;
    }
    stop.countDown();
    try {
      if (following.isPresent()) {
        following.get().thread().join();
        tick(following.get().snapshots());
        following.get().source().samples().close();
      }
      events.end(told, LAST_WORDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
