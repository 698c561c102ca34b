package io.godwit.embedded;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** An Apache Kafka broker in KRaft mode, its own controller. */
final class Broker implements Server {

  private static final Duration START_PATIENCE = Duration.ofMinutes(3);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(15);

  private final Home home;
  private final Ports ports;
  private int port;
  private volatile Optional<ChildJvm> child = Optional.empty();

  Broker(Home home, Ports ports) {
    this.home = home;
    this.ports = ports;
  }

  String bootstrap() {
    return "127.0.0.1:" + port;
  }

  @Override
  public void start() throws Trouble {
    Path folder = home.below("broker");
    ChildJvm.endOrphan(folder);
    port = ports.claim("broker");
    writeSettings(folder.resolve("broker.properties"), ports.claim("controller"));
    ChildJvm started = ChildJvm.start(recipe(folder));
    child = Optional.of(started);
    started.awaitPort(port, START_PATIENCE);
    awaitAnswer(started);
  }

  private ChildJvm.Recipe recipe(Path folder) throws Trouble {
    return new ChildJvm.Recipe(
        "broker",
        BrokerMain.class,
        options(),
        List.of("broker.properties"),
        folder,
        home.log("broker"));
  }

  /** Small and quick to start: the compiler's first tier only. */
  private List<String> options() throws Trouble {
    List<String> options =
        new ArrayList<>(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    options.addAll(ClassArchive.options(home, "broker"));
    return options;
  }

  private void writeSettings(Path file, int controllerPort) throws Trouble {
    try (OutputStream out = Files.newOutputStream(file)) {
      BrokerSettings.of(port, controllerPort).store(out, "Written at every start");
    } catch (IOException e) {
      throw new Trouble(ErrorCode.DISK, "the file " + file + " cannot be written", e);
    }
  }

  private void awaitAnswer(ChildJvm started) throws Trouble {
    int limit = Math.toIntExact(START_PATIENCE.toMillis());
    Map<String, Object> settings =
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrap(),
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            limit,
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
            limit);
    try (Admin admin = Admin.create(settings)) {
      admin.describeCluster().nodes().get(START_PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      started.kill();
      throw started.failed("does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      started.kill();
      throw started.failed("was not waited for", e);
    }
  }

  @Override
  public void kill() {
    child.ifPresent(ChildJvm::kill);
  }

  @Override
  public void stop() {
    child.ifPresent(running -> running.stop(STOP_PATIENCE));
    child = Optional.empty();
  }

  @Override
  public Optional<Trouble> fallen() {
    return child.flatMap(ChildJvm::fallen);
  }
}
