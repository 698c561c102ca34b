package io.godwit.common.monitor;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.godwit.common.metrics.Exposition;
import io.godwit.common.metrics.Meters;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves {@code /metrics}, {@code /health/live} and {@code /health/ready}, and pages of the role.
 * Each request has a virtual thread, so a client that reads slowly holds up nobody.
 */
public final class Monitor implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Monitor.class);
  private static final Pattern LOCAL =
      Pattern.compile("(localhost|[0-9.]+|\\[[0-9a-fA-F:]+])(:\\d+)?", Pattern.CASE_INSENSITIVE);
  private static final String TEXT = "text/plain; charset=utf-8";

  /** Connections that wait to be accepted. Beyond them a browser would try again a second later. */
  private static final int BACKLOG = 512;

  private final HttpServer server;
  private final ExecutorService threads;

  private Monitor(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  /**
   * Starts to serve.
   *
   * @param roles of this process; it is live and ready when all are
   * @param pages by exact path; each answers GET only
   * @throws Refused where the address cannot be had
   */
  public static Monitor start(
      ListenAddress address, Meters meters, List<Health> roles, Map<String, HttpHandler> pages) {
    Map<String, HttpHandler> all = new HashMap<>(pages);
    all.put("/metrics", exchange -> metrics(exchange, meters));
    all.put("/health/live", exchange -> health(exchange, roles, Health::isLive));
    all.put("/health/ready", exchange -> health(exchange, roles, Health::isReady));
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(address.host(), address.port()), BACKLOG);
      ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
      server.setExecutor(threads);
      server.createContext("/", exchange -> route(exchange, all));
      server.start();
      return new Monitor(server, threads);
    } catch (IOException | IllegalArgumentException e) {
      throw new Refused(
          ErrorCode.ADDRESS_TAKEN, "cannot listen on " + address + ": " + e.getMessage(), e);
    }
  }

  /** The port that it listens on. */
  public int port() {
    return server.getAddress().getPort();
  }

  private static void route(HttpExchange exchange, Map<String, HttpHandler> pages)
      throws IOException {
    try (exchange) {
      HttpHandler page = pages.get(exchange.getRequestURI().getPath());
      if (isForeign(exchange)) {
        answer(exchange, 403, "this is for this machine only: ask for localhost\n");
      } else if (page == null) {
        answer(exchange, 404, "there is nothing here; see /metrics and /health/live\n");
      } else if (!exchange.getRequestMethod().equals("GET")) {
        exchange.getResponseHeaders().set("Allow", "GET");
        answer(exchange, 405, "only GET is answered\n");
      } else {
        serve(page, exchange);
      }
    }
  }

  /**
   * Whether a request that came to the loopback interface was meant for another host. A web page of
   * somewhere else can have its own name lead here (DNS rebinding) and would read what is served;
   * the name that it was asked by gives it away.
   */
  private static boolean isForeign(HttpExchange exchange) {
    if (!exchange.getLocalAddress().getAddress().isLoopbackAddress()) {
      return false;
    }
    String host = exchange.getRequestHeaders().getFirst("Host");
    return host != null && !LOCAL.matcher(host).matches();
  }

  /** A fault of a page is its own; the client is told, and the log. */
  private static void serve(HttpHandler page, HttpExchange exchange) throws IOException {
    try {
      page.handle(exchange);
    } catch (RuntimeException e) {
      LOG.error("{} cannot be served", exchange.getRequestURI().getPath(), e);
      answer(exchange, 500, "a fault of godwit itself; see its log\n");
    }
  }

  private static void metrics(HttpExchange exchange, Meters meters) throws IOException {
    String accept = exchange.getRequestHeaders().getFirst("Accept");
    Exposition exposition = Exposition.asked(accept == null ? "" : accept);
    // Written to memory first: a fault in the middle must not look like a whole answer.
    ByteArrayOutputStream body = new ByteArrayOutputStream(1 << 14);
    exposition.write(meters, body);
    answer(exchange, 200, exposition.contentType(), body.toByteArray());
  }

  private static void health(HttpExchange exchange, List<Health> roles, Predicate<Health> asked)
      throws IOException {
    boolean well = roles.stream().allMatch(asked);
    answer(exchange, well ? 200 : 503, well ? "yes\n" : "no\n");
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    answer(exchange, status, TEXT, text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Answers and ends an exchange.
   *
   * @param type the body's media type
   */
  public static void answer(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
