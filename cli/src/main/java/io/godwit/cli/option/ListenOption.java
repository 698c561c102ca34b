package io.godwit.cli.option;

import com.sun.net.httpserver.HttpHandler;
import io.godwit.cli.show.Screen;
import io.godwit.common.metrics.Meters;
import io.godwit.common.metrics.ProcessMeters;
import io.godwit.common.monitor.Health;
import io.godwit.common.monitor.ListenAddress;
import io.godwit.common.monitor.Monitor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option by which a process shows itself over HTTP. Its field is filled by picocli. */
public final class ListenOption {

  @Option(
      names = "--listen",
      paramLabel = "[HOST:]PORT",
      description = {
        "Serve /metrics for Prometheus, /health/live and /health/ready, and where the aggregator",
        "is the status page. Without HOST on this machine only. Default: serve nothing."
      })
  private @Nullable String listen;

  /** What is served until it is closed; nothing where the option is not given. */
  public record Served(String host, Optional<Monitor> monitor) implements AutoCloseable {

    /** Says where. */
    public void announce(Screen screen) {
      monitor.ifPresent(
          open -> screen.say("listening on http://" + host + ":" + open.port() + "/"));
    }

    @Override
    public void close() {
      monitor.ifPresent(Monitor::close);
    }
  }

  /**
   * Starts to serve what the option asks for.
   *
   * @param roles of this process; it may grow
   * @param pages by path
   */
  public Served serve(Meters meters, List<Health> roles, Map<String, HttpHandler> pages) {
    Optional<ListenAddress> address = Optional.ofNullable(listen).map(ListenAddress::parse);
    if (address.isEmpty()) {
      return new Served("", Optional.empty());
    }
    ProcessMeters.watch(meters);
    Monitor monitor = Monitor.start(address.get(), meters, roles, pages);
    return new Served(address.get().host(), Optional.of(monitor));
  }
}
