package io.godwit.producer;

import io.godwit.common.claim.Ownership;
import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.JobRegister;
import io.godwit.common.wire.run.JobEntry;
import org.apache.kafka.clients.admin.Admin;

/**
 * Whether the run is still this producer's to publish, asked before each split of it. One reader of
 * the jobs topic answers for all splits: a new one takes half a second until its first answer. Any
 * thread may ask.
 */
final class OwnedRun implements AutoCloseable {

  private final Admin admin;
  private final JobEntry mine;
  private final JobRegister register;

  /** The client stays the caller's. */
  OwnedRun(Cluster cluster, Admin admin, JobEntry mine) {
    this.admin = admin;
    this.mine = mine;
    this.register = new JobRegister(cluster);
  }

  /**
   * Makes sure of it.
   *
   * @throws io.godwit.common.model.failure.Refused where the job is another's by now
   * @throws org.apache.kafka.common.KafkaException where no broker answers
   */
  synchronized void require() {
    Ownership.require(admin, register, mine);
  }

  @Override
  public synchronized void close() {
    register.close();
  }
}
