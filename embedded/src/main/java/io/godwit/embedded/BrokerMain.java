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
  public static void main(String[] arguments) throws IOException {
    ParentWatch.begin();
    Path properties = Path.of(arguments[0]);
    if (!isFormatted(properties) && !format(properties)) {
      System.exit(1);
    }
    kafka.Kafka.main(new String[] {properties.toString()});
  }

  private static boolean isFormatted(Path file) throws IOException {
    Properties properties = new Properties();
    try (InputStream in = Files.newInputStream(file)) {
      properties.load(in);
    }
    return Files.exists(Path.of(properties.getProperty("log.dirs"), "meta.properties"));
  }

  private static boolean format(Path properties) {
    String[] command = {
      "format", "-t", CLUSTER_ID, "-c", properties.toString(), "--ignore-formatted"
    };
    return kafka.tools.StorageTool.execute(command, System.out) == 0;
  }
}
