package io.godwit.mongodb.source;

import com.mongodb.connection.ClusterDescription;
import com.mongodb.connection.ServerDescription;
import com.mongodb.connection.ServerType;

/** What servers can do, by the version of the protocol that they say they speak. */
final class ServerFeatures {

  /** MongoDB 5.0: reads of one state outside of transactions. */
  private static final int SNAPSHOTS = 13;

  private ServerFeatures() {}

  /**
   * Whether several queries can read one state of a collection: all servers that answer are of
   * MongoDB 5.0 or later and keep a history, as replica sets and sharded clusters do.
   */
  static boolean haveSnapshots(ClusterDescription cluster) {
    return cluster.getServerDescriptions().stream().anyMatch(ServerDescription::isOk)
        && cluster.getServerDescriptions().stream()
            .filter(ServerDescription::isOk)
            .allMatch(ServerFeatures::hasSnapshots);
  }

  private static boolean hasSnapshots(ServerDescription server) {
    boolean replicated =
        server.getType() == ServerType.REPLICA_SET_PRIMARY
            || server.getType() == ServerType.REPLICA_SET_SECONDARY
            || server.getType() == ServerType.REPLICA_SET_ARBITER
            || server.getType() == ServerType.SHARD_ROUTER
            || server.getType() == ServerType.LOAD_BALANCER;
    return replicated
        && server.getMaxWireVersion() >= SNAPSHOTS
        && server.getLogicalSessionTimeoutMinutes() != null;
  }
}
