package io.godwit.testkit.fleet;

import io.godwit.common.kafka.Cluster;
import java.time.Duration;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.IsolationLevel;
import org.awaitility.Awaitility;

/**
 * The markers of transactions. A broker confirms a commit before the partitions have its markers,
 * so a test that reads at once may find less than what was committed.
 */
public final class Markers {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Markers() {}

  /** Returns when no transaction is open in the topic; fails after a minute. */
  public static void await(Cluster cluster, String topic) {
    try (Admin admin = cluster.admin()) {
      Awaitility.await("no transaction is open in " + topic)
          .atMost(PATIENCE)
          .until(() ->
              TopicEnds.of(admin, topic, IsolationLevel.READ_COMMITTED)
                  .equals(TopicEnds.of(admin, topic, IsolationLevel.READ_UNCOMMITTED)));
    }
  }
}
