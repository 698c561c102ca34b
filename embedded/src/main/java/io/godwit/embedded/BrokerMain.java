package io.godwit.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** The broker's own process: formats its storage once, then is Kafka. */
final class BrokerMain {

  // Any 16 bytes in base64 do; a stack has one cluster, and nothing compares ids between stacks.
  private static final String CLUSTER_ID = "Z29kd2l0LWVtYmVkZGVkIQ";

  private BrokerMain() {}

  /**
   * Runs until the parent is gone or the process is told to stop.
   *
   * @param arguments the broker's properties file
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    ParentWatch.begin();
    Path file = Path.of(arguments[0]);
    Properties settings = new Properties();
    try (InputStream in = Files.newInputStream(file)) {
      settings.load(in);
    }
    Path data = Path.of(settings.getProperty("log.dirs"));
    boolean formatted = Files.exists(data.resolve("meta.properties"));
    if (!formatted && !format(file)) {
      System.exit(1);
    }
    if (formatted && LeadershipGivenUp.isNeeded(data)) {
      LeadershipGivenUp.byController(settings);
    }
    kafka.Kafka.main(new String[] {file.toString()});
  }

  private static boolean format(Path properties) {
    String[] command = {
      "format", "-t", CLUSTER_ID, "-c", properties.toString(), "--ignore-formatted"
    };
    return kafka.tools.StorageTool.execute(command, System.out) == 0;
  }
}
