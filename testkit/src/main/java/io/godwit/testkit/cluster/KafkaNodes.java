package io.godwit.testkit.cluster;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A cluster of brokers that are their own controllers, each a process. For one thread. What is left
 * of it ends with this JVM.
 */
public final class KafkaNodes implements AutoCloseable {

  // Any 16 bytes in base64.
  private static final String CLUSTER_ID = "Z29kd2l0LXNldmVyYWwtMQ";
  private static final int STOP_SECONDS = 30;

  private final Path folder;
  private final List<Node> nodes;

  /** One broker: the port of its clients, its settings, and its process while it runs. */
  private record Node(int port, Path properties, Optional<Process> process) {
    Node with(Process started) {
      return new Node(port, properties, Optional.of(started));
    }
  }

  private KafkaNodes(Path folder, List<Node> nodes) {
    this.folder = folder;
    this.nodes = nodes;
  }

  /**
   * Starts brokers, of which each topic has as many copies as there are brokers, and two of these
   * acknowledge where there are three. They may not answer yet.
   *
   * @param folder for their data and logs
   * @param number from 1
   * @param more settings of each, over those that it would have
   * @param format more arguments of the command that formats their storage
   */
  public static KafkaNodes start(
      Path folder, int number, Map<String, String> more, List<String> format) throws IOException {
    List<Integer> ports = freePorts(2 * number);
    String voters =
        IntStream.range(0, number)
            .mapToObj(i -> i + 1 + "@127.0.0.1:" + ports.get(number + i))
            .collect(Collectors.joining(","));
    List<Node> nodes = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      Properties settings = new Properties();
      settings.putAll(NodeSettings.of(i + 1, number, voters));
      settings.putAll(NodeSettings.plainListeners(ports.get(i), ports.get(number + i)));
      settings.put("log.dirs", folder.resolve("data-" + (i + 1)).toString());
      more.forEach((name, value) ->
          settings.merge(name, value, (old, added) -> NodeSettings.joined(name, old, added)));
      Path file = folder.resolve("node-" + (i + 1) + ".properties");
      try (OutputStream out = Files.newOutputStream(file)) {
        settings.store(out, "A node of a test");
      }
      format(file, format);
      nodes.add(new Node(ports.get(i), file, Optional.empty()));
    }
    KafkaNodes cluster = new KafkaNodes(folder, nodes);
    Runtime.getRuntime().addShutdownHook(new Thread(cluster::killAll));
    for (int i = 1; i <= number; i++) {
      cluster.start(i);
    }
    return cluster;
  }

  /** Ports that nobody listens on now. */
  public static List<Integer> freePorts(int number) throws IOException {
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < number; i++) {
        sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      return sockets.stream().map(ServerSocket::getLocalPort).toList();
    } finally {
      for (ServerSocket socket : sockets) {
        socket.close();
      }
    }
  }

  private static void format(Path properties, List<String> more) throws IOException {
    List<String> command =
        new ArrayList<>(List.of("format", "-t", CLUSTER_ID, "-c", properties.toString()));
    command.addAll(more);
    if (kafka.tools.StorageTool.execute(command.toArray(String[]::new), System.out) != 0) {
      throw new IOException("the storage of " + properties + " is not formatted");
    }
  }

  /** The addresses of all of them, without a password. */
  public String bootstrap() {
    return nodes.stream().map(node -> "127.0.0.1:" + node.port()).collect(Collectors.joining(","));
  }

  /** Starts a node, from 1, that does not run; it finds what it had. */
  public void start(int node) throws IOException {
    Node found = nodes.get(node - 1);
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx320m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            "kafka.Kafka",
            found.properties().toString());
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(folder.resolve("node-" + node + ".log").toFile()))
            .start();
    nodes.set(node - 1, found.with(process));
  }

  /** Kills a node, from 1, as {@code kill -9} does, and returns when it is gone. */
  public void kill(int node) throws InterruptedException {
    Process process = nodes.get(node - 1).process().orElseThrow();
    process.destroyForcibly();
    process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
  }

  private void killAll() {
    nodes.forEach(node -> node.process().ifPresent(Process::destroyForcibly));
  }

  @Override
  public void close() {
    killAll();
    for (Node node : nodes) {
      try {
        node.process().orElseThrow().waitFor(STOP_SECONDS, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
