package io.godwit.cli.option;

import io.godwit.common.kafka.Cluster;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that every command has. Fields are filled by picocli while it parses. */
public final class CommonOptions {

  private static final String BOOTSTRAP = "bootstrap.servers";

  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT",
      description = "Kafka brokers, joined by commas. Default: the embedded broker.")
  private @Nullable String bootstrap;

  @Option(
      names = "--kafka-config",
      paramLabel = "FILE",
      description = "Properties for all Kafka clients, such as those of TLS and SASL.")
  private @Nullable Path kafkaConfig;

  @Option(
      names = "--home",
      paramLabel = "DIR",
      defaultValue = ".godwit",
      description = "Folder for reports, logs and the embedded servers. Default: .godwit")
  private Path home = Path.of(".godwit");

  @Option(names = "--json", description = "One JSON object a line, for machines.")
  private boolean json;

  @Option(
      names = {"-q", "--quiet"},
      description = "Only the result.")
  private boolean quiet;

  /** Whether results are for machines. */
  public boolean json() {
    return json;
  }

  /** As if the option had been given. */
  public void askForJson() {
    json = true;
  }

  /** Whether nothing but the result is to be said. */
  public boolean quiet() {
    return quiet;
  }

  /** The folder of reports, logs and embedded servers. */
  public Path home() {
    return home;
  }

  /** The folder of all reports. */
  public Path reports() {
    return home.resolve("reports");
  }

  /** Where a command's log goes. */
  public Path log() {
    return home.resolve("logs").resolve("godwit.log");
  }

  /**
   * The cluster that the options name; empty where they name none.
   *
   * @throws Refused where the file of properties cannot be read, or names no broker either
   */
  public Optional<Cluster> cluster() {
    Map<String, String> more = properties();
    Optional<String> named =
        Optional.ofNullable(bootstrap).or(() -> Optional.ofNullable(more.remove(BOOTSTRAP)));
    if (named.isEmpty() && kafkaConfig != null) {
      throw new Refused(
          ErrorCode.COMMAND_USAGE,
          "--kafka-config "
              + kafkaConfig
              + " names no bootstrap.servers, and --bootstrap is not given");
    }
    return named.map(brokers -> new Cluster(brokers, more));
  }

  private Map<String, String> properties() {
    Map<String, String> more = new HashMap<>();
    if (kafkaConfig == null) {
      return more;
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(kafkaConfig, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new Refused(
          ErrorCode.COMMAND_USAGE, "--kafka-config " + kafkaConfig + " cannot be read", e);
    }
    properties.stringPropertyNames().forEach(name -> more.put(name, properties.getProperty(name)));
    return more;
  }
}
