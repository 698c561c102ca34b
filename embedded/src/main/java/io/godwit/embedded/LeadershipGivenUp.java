package io.godwit.embedded;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;

/**
 * Has the cluster know that its broker was killed, before the broker starts again.
 *
 * <p>A lone broker of Kafka 4.3.1 that was killed starts as the leader of all its partitions, since
 * so it stands in the cluster's metadata. It loads the open transactions and begins to end them;
 * then its old registration expires, and all partitions are without a leader for a moment. An end
 * of a transaction that falls into that moment is written to none of them: {@code
 * TransactionMarkerChannelManager} takes a partition without a leader for one that was deleted, and
 * the coordinator is done with the transaction. A part of it may be committed by then and the rest
 * never is, and no client can mend that. So the controller runs alone first, until the metadata
 * have no leader of anything; the broker then becomes one once, and stays it.
 */
final class LeadershipGivenUp {

  // Nobody is there to send a sign of life, so nothing is to be waited for.
  private static final Duration SESSION = Duration.ofMillis(200);
  private static final Duration LOOK = Duration.ofMillis(20);

  // A broker that was killed before it was known to its cluster never is.
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private LeadershipGivenUp() {}

  /** Whether the broker of a folder, which is formatted, has not ended in order. */
  static boolean isNeeded(Path data) {
    return !Files.exists(data.resolve(".kafka_cleanshutdown"));
  }

  /**
   * Returns when no partition has a leader.
   *
   * @param settings the broker's own
   * @throws InterruptedException where the thread is interrupted; a later start does it anew
   */
  static void byController(Properties settings) throws InterruptedException, IOException {
    KafkaRaftServer controller =
        new KafkaRaftServer(new KafkaConfig(ofController(settings)), Time.SYSTEM);
    controller.startup();
    try {
      long patient = System.nanoTime() + PATIENCE.toNanos();
      while (!isFenced() && System.nanoTime() < patient) {
        Thread.sleep(LOOK);
      }
    } finally {
      controller.shutdown();
      controller.awaitShutdown();
    }
  }

  private static Properties ofController(Properties settings) {
    Properties own = new Properties();
    own.putAll(settings);
    own.remove("advertised.listeners");
    own.setProperty("process.roles", "controller");
    for (String listener : settings.getProperty("listeners").split(",")) {
      if (listener.startsWith(settings.getProperty("controller.listener.names") + ":")) {
        own.setProperty("listeners", listener);
      }
    }
    own.setProperty("broker.session.timeout.ms", Long.toString(SESSION.toMillis()));
    own.setProperty("broker.heartbeat.interval.ms", Long.toString(SESSION.toMillis() / 2));
    return own;
  }

  /** By the controller's own figures, which are those of committed metadata. */
  private static boolean isFenced() throws IOException {
    return figure("FencedBrokerCount") > 0 && figure("ActiveBrokerCount") == 0;
  }

  private static int figure(String name) throws IOException {
    MBeanServer figures = ManagementFactory.getPlatformMBeanServer();
    try {
      ObjectName figure = new ObjectName("kafka.controller:type=KafkaController,name=" + name);
      return figures.isRegistered(figure) ? (Integer) figures.getAttribute(figure, "Value") : 0;
    } catch (JMException e) {
      throw new IOException("the controller does not show " + name, e);
    }
  }
}
