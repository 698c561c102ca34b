package io.godwit.examples;

import io.godwit.common.claim.Lease;
import io.godwit.common.kafka.Cluster;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * The leases that commands hold on a broker at one moment.
 *
 * @param cluster empty where a command names none, and so has one of its own
 * @param members by the names that they are held under
 */
record HeldLeases(Optional<Cluster> cluster, Set<String> members) {

  private static final int PATIENCE_SECONDS = 30;

  private static final Duration GIVEN_BACK = Lease.SESSION.multipliedBy(3);

  /** Those on the broker that a command names; none where it does not answer. */
  static HeldLeases of(List<String> command) {
    int at = command.indexOf("--bootstrap");
    return at < 0
        ? new HeldLeases(Optional.empty(), Set.of())
        : of(new Cluster(command.get(at + 1)));
  }

  private static HeldLeases of(Cluster cluster) {
    try (Admin admin = cluster.admin()) {
      List<String> groups =
          admin.listGroups().all().get(PATIENCE_SECONDS, TimeUnit.SECONDS).stream()
              .map(GroupListing::groupId)
              .filter(group -> group.endsWith(".lease"))
              .toList();
      Set<String> members = new HashSet<>();
      for (var group : admin.describeConsumerGroups(groups).describedGroups().values()) {
        group
            .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
            .members()
            .forEach(member -> members.add(member.clientId()));
      }
      return new HeldLeases(Optional.of(cluster), members);
    } catch (ExecutionException | TimeoutException e) {
      return new HeldLeases(Optional.empty(), Set.of());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while leases were looked at", e);
    }
  }

  /**
   * Waits until there is none but these, for longer than a member is missed after. One that is
   * there still is another process's, which has taken a job meanwhile.
   */
  void awaitNoMore() {
    if (cluster.isEmpty()) {
      return;
    }
    try {
      Awaitility.await("the lease of a command that has ended is given back")
          .atMost(GIVEN_BACK)
          .until(() -> members.containsAll(of(cluster.get()).members()));
    } catch (ConditionTimeoutException e) {
      System.out.println("leases that others hold now: " + of(cluster.get()).members());
    }
  }
}
