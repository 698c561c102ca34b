package io.godwit.embedded;

import java.util.Properties;

/** The settings of the embedded broker, each group with its reason. */
final class BrokerSettings {

  // Records of 16 MB are allowed; the rest is for headers, keys and a batch's framing.
  private static final String LARGEST_MESSAGE = Integer.toString(20 * 1024 * 1024);

  private BrokerSettings() {}

  /** The properties of a broker with these ports, whose data is in its working directory. */
  static Properties of(int port, int controllerPort) {
    Properties settings = new Properties();
    identity(settings, port, controllerPort);
    oneBroker(settings);
    quickGroups(settings);
    nothingForgotten(settings);
    quickDeletion(settings);
    settings.setProperty("message.max.bytes", LARGEST_MESSAGE);
    settings.setProperty("replica.fetch.max.bytes", LARGEST_MESSAGE);
    settings.setProperty("replica.fetch.response.max.bytes", LARGEST_MESSAGE);
    return settings;
  }

  private static void identity(Properties settings, int port, int controllerPort) {
    settings.setProperty("process.roles", "broker,controller");
    settings.setProperty("node.id", "1");
    settings.setProperty("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
    settings.setProperty(
        "listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
    settings.setProperty("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
    settings.setProperty("controller.listener.names", "CONTROLLER");
    settings.setProperty(
        "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    // Relative to the working directory: log.dirs is a list, and a home may have a comma.
    settings.setProperty("log.dirs", "data");
    settings.setProperty("auto.create.topics.enable", "false");
    // A lone broker that is only slow is not to be taken for gone: nobody could take over, and in
    // the
    // moment without a leader ends of transactions are lost (LeadershipGivenUp).
    settings.setProperty("broker.session.timeout.ms", "86400000");
    settings.setProperty("broker.heartbeat.interval.ms", "300");
    // Twice a second a record that says nothing would be written, a sign of life for others. That
    // is a third of what an idle broker does.
    settings.setProperty("metadata.max.idle.interval.ms", "0");
  }

  private static void oneBroker(Properties settings) {
    for (String topic : new String[] {"offsets.topic", "transaction.state.log"}) {
      settings.setProperty(topic + ".replication.factor", "1");
      settings.setProperty(topic + ".num.partitions", "4");
    }
    settings.setProperty("transaction.state.log.min.isr", "1");
    settings.setProperty("share.coordinator.state.topic.replication.factor", "1");
    settings.setProperty("share.coordinator.state.topic.min.isr", "1");
    settings.setProperty("share.coordinator.state.topic.num.partitions", "4");
    settings.setProperty("num.network.threads", "2");
    settings.setProperty("num.io.threads", "4");
    settings.setProperty("log.cleaner.dedupe.buffer.size", "4194304");
  }

  /**
   * A lost member is replaced after six seconds: calm enough for a laptop whose cores are all busy.
   * The minimums are lower, so that one group can be given less by its own configuration.
   */
  private static void quickGroups(Properties settings) {
    for (String protocol : new String[] {"group.consumer.", "group.streams.", "group.share."}) {
      settings.setProperty(protocol + "session.timeout.ms", "6000");
      settings.setProperty(protocol + "min.session.timeout.ms", "1000");
      settings.setProperty(protocol + "heartbeat.interval.ms", "300");
      settings.setProperty(protocol + "min.heartbeat.interval.ms", "100");
      settings.setProperty(protocol + "assignment.interval.ms", "0");
    }
    settings.setProperty("group.streams.initial.rebalance.delay.ms", "0");
    settings.setProperty("group.initial.rebalance.delay.ms", "0");
    settings.setProperty("group.min.session.timeout.ms", "1000");
    // How often expired transactions are looked for: others wait behind what a dead worker left.
    settings.setProperty("transaction.abort.timed.out.transaction.cleanup.interval.ms", "3000");
  }

  /** What is deleted is off a laptop's disk within seconds; Kafka's own pace is five minutes. */
  private static void quickDeletion(Properties settings) {
    settings.setProperty("log.retention.check.interval.ms", "5000");
    settings.setProperty("log.segment.delete.delay.ms", "1000");
  }

  /**
   * A run that is resumed after a holiday finds its records and its offsets: Kafka's own limit for
   * both is a week. Topics that should shrink say so themselves.
   */
  private static void nothingForgotten(Properties settings) {
    settings.setProperty("log.retention.ms", "-1");
    settings.setProperty("offsets.retention.minutes", Integer.toString(Integer.MAX_VALUE));
  }
}
