package io.godwit.testkit.cluster;

import java.util.HashMap;
import java.util.Map;

/** The settings of one broker among several, as {@code docs/operating.md} asks for them. */
final class NodeSettings {

  private static final String LARGEST_MESSAGE = Integer.toString(20 << 20);

  private NodeSettings() {}

  /**
   * All but its addresses and its folder.
   *
   * @param id from 1
   * @param copies of each topic
   * @param voters all controllers
   */
  static Map<String, String> of(int id, int copies, String voters) {
    Map<String, String> settings = new HashMap<>();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", Integer.toString(id));
    settings.put("controller.quorum.voters", voters);
    settings.put("auto.create.topics.enable", "false");
    settings.put("default.replication.factor", Integer.toString(copies));
    for (String topic : new String[] {"offsets.topic", "transaction.state.log"}) {
      settings.put(topic + ".replication.factor", Integer.toString(copies));
      settings.put(topic + ".num.partitions", "4");
    }
    settings.put("transaction.state.log.min.isr", copies >= 3 ? "2" : "1");
    settings.put("group.consumer.session.timeout.ms", "6000");
    settings.put("group.consumer.min.session.timeout.ms", "1000");
    settings.put("group.consumer.heartbeat.interval.ms", "300");
    settings.put("group.consumer.min.heartbeat.interval.ms", "100");
    settings.put("group.min.session.timeout.ms", "1000");
    settings.put("group.initial.rebalance.delay.ms", "0");
    settings.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "3000");
    // A node that is killed is missed soon; Kafka's own is 9 s.
    settings.put("broker.session.timeout.ms", "4000");
    settings.put("broker.heartbeat.interval.ms", "500");
    settings.put("message.max.bytes", LARGEST_MESSAGE);
    settings.put("replica.fetch.max.bytes", LARGEST_MESSAGE);
    settings.put("num.network.threads", "2");
    settings.put("num.io.threads", "4");
    settings.put("log.cleaner.dedupe.buffer.size", "4194304");
    return settings;
  }

  /** A listener for clients and brokers, and one for controllers. */
  static Map<String, String> plainListeners(int port, int controllerPort) {
    return Map.of(
        "listeners",
        "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort,
        "advertised.listeners",
        "PLAINTEXT://127.0.0.1:" + port,
        "listener.security.protocol.map",
        "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
        "inter.broker.listener.name",
        "PLAINTEXT",
        "controller.listener.names",
        "CONTROLLER");
  }

  /** Listeners come beside those that are there; all else replaces it. */
  static Object joined(String name, Object old, Object added) {
    return name.contains("listeners") || name.endsWith("protocol.map") ? old + "," + added : added;
  }
}
