package io.godwit.common.claim;

import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.Topics;
import io.godwit.common.model.failure.Trouble;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Admin;

/**
 * The crew of a job as the group of its leases shows it: the holder of the job, and those that have
 * joined it. Whoever is told of a new holder may be another thread.
 */
public final class LeaseCrew implements Crew, AutoCloseable {

  private final Admin admin;
  private final Topics topics;
  private final String me;
  private final Optional<Lease> joined;
  private volatile String holder;

  private LeaseCrew(Admin admin, Topics topics, String me, Optional<Lease> joined, String holder) {
    this.admin = admin;
    this.topics = topics;
    this.me = me;
    this.joined = joined;
    this.holder = holder;
  }

  /** As the command sees it that holds the job, under its token. */
  public static LeaseCrew ofHolder(Cluster cluster, Topics topics, String token) {
    return new LeaseCrew(cluster.admin(), topics, token, Optional.empty(), token);
  }

  /**
   * As one sees it that joins, and leaves when this is closed.
   *
   * @param token this one's
   * @param holder the token of the command that holds the job
   * @throws Trouble where the broker does not let it in within 20 s
   */
  public static LeaseCrew join(Cluster cluster, Topics topics, String token, String holder)
      throws Trouble, InterruptedException {
    Lease lease = Lease.share(cluster, topics, token);
    return new LeaseCrew(cluster.admin(), topics, token, Optional.of(lease), holder);
  }

  /** From now on another command holds the job. */
  public void isHeldBy(String token) {
    holder = token;
  }

  @Override
  public String me() {
    return me;
  }

  @Override
  public boolean coordinates() {
    return joined.isEmpty();
  }

  @Override
  public SortedSet<String> present() throws Trouble {
    SortedSet<String> present = new TreeSet<>(Lease.producers(admin, topics, holder));
    present.add(me);
    return present;
  }

  @Override
  public void close() {
    joined.ifPresent(Lease::close);
    admin.close(Duration.ZERO);
  }
}
