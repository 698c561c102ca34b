package io.godwit.aggregator.web;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.godwit.common.monitor.Monitor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Tells every client the newest state, as server-sent events. There is one state for all of them
 * and no queue for any: a client that is slow gets the newest one when it is ready again.
 *
 * <p>Each client has the virtual thread of its request. Publishing never waits for one.
 */
final class EventStream implements HttpHandler {

  /** What a browser waits before it asks again, in milliseconds, and whom it asks first. */
  private static final byte[] OPENING = utf8("retry: 2000\n\n");

  /** A comment alone would not be seen by the page, which has to notice a server that is gone. */
  private static final byte[] HEARTBEAT = utf8(": nothing new\nevent: alive\ndata:\n\n");

  private static final byte[] FULL =
      utf8("as many look at this as may; try again in ten seconds\n");
  private static final String RETRY_SECONDS = "10";

  private final Pace pace;
  private final Semaphore places;
  private final Set<StreamClient> clients = ConcurrentHashMap.newKeySet();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private State state;

  /**
   * How fast and how many.
   *
   * @param tick between two looks at the run
   * @param heartbeat after so long without news a client is told that there are none, or a
   *     connection that has gone would be noticed by neither side
   * @param writing a client that takes nothing for so long is given up
   * @param clients at most at a time
   */
  record Pace(Duration tick, Duration heartbeat, Duration writing, int clients) {

    static final Pace USUAL =
        new Pace(Duration.ofSeconds(1), Duration.ofSeconds(15), Duration.ofSeconds(10), 500);
  }

  private record State(long number, byte[] event, boolean last) {}

  EventStream(Pace pace, byte[] first) {
    this.pace = pace;
    this.places = new Semaphore(pace.clients());
    this.state = new State(1, data(first), false);
  }

  /** Whether anybody listens. */
  boolean isHeard() {
    return !clients.isEmpty();
  }

  /** Makes this the newest state; one line of JSON. */
  void publish(byte[] json) {
    change(data(json), false);
  }

  private void change(byte[] event, boolean last) {
    lock.lock();
    try {
      state = new State(state.number() + 1, event, last);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Gives up the clients that have taken nothing for too long. */
  void dropStuck(long nanos) {
    for (StreamClient client : clients) {
      if (client.isWritingSince(nanos - pace.writing().toNanos())) {
        // It closes the connection under the write that waits; nothing else could end that.
        client.thread().interrupt();
      }
    }
  }

  /**
   * Tells every client that this was the last state, and waits a little for them to take it.
   *
   * @param longest how long
   */
  void end(byte[] json, Duration longest) throws InterruptedException {
    byte[] data = data(json);
    byte[] end = utf8("event: end\ndata:\n\n");
    byte[] event = new byte[data.length + end.length];
    System.arraycopy(data, 0, event, 0, data.length);
    System.arraycopy(end, 0, event, data.length, end.length);
    change(event, true);
    places.tryAcquire(pace.clients(), longest.toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    PageFile.protect(exchange);
    if (!places.tryAcquire()) {
      exchange.getResponseHeaders().set("Retry-After", RETRY_SECONDS);
      Monitor.answer(exchange, 503, "text/plain; charset=utf-8", FULL);
      return;
    }
    StreamClient client = new StreamClient(Thread.currentThread());
    clients.add(client);
    try {
      tell(client, exchange);
    } catch (InterruptedException e) {
      // Either it was given up or the server closes; the exchange is closed by whoever called.
      Thread.currentThread().interrupt();
    } finally {
      clients.remove(client);
      places.release();
    }
  }

  private void tell(StreamClient client, HttpExchange exchange)
      throws IOException, InterruptedException {
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", "text/event-stream; charset=utf-8");
    headers.set("Cache-Control", "no-store");
    // A proxy that collected events until its buffer is full would show each of them too late.
    headers.set("X-Accel-Buffering", "no");
    exchange.sendResponseHeaders(200, 0);
    OutputStream out = exchange.getResponseBody();
    client.write(out, OPENING);
    long told = 0;
    boolean ended = false;
    while (!ended) {
      Optional<State> news = after(told);
      client.write(out, news.map(State::event).orElse(HEARTBEAT));
      told = news.map(State::number).orElse(told);
      ended = news.map(State::last).orElse(false);
    }
  }

  /** The newest state once it is later than this; empty where there is none for a while. */
  private Optional<State> after(long number) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = pace.heartbeat().toNanos();
      while (state.number() <= number && left > 0) {
        left = changed.awaitNanos(left);
      }
      return state.number() > number ? Optional.of(state) : Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  private static byte[] data(byte[] json) {
    return utf8("data: " + new String(json, StandardCharsets.UTF_8) + "\n\n");
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
