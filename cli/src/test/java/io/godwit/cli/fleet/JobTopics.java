package io.godwit.cli.fleet;

import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.TopicSetup;
import io.godwit.common.kafka.Topics;
import org.apache.kafka.clients.admin.Admin;

/** The topics of a job that nobody works on. */
public final class JobTopics {

  private JobTopics() {}

  /** Makes them, of two partitions, and those of all jobs where they are not there yet. */
  public static Topics create(Cluster cluster, String job) throws Exception {
    Topics topics = new Topics(job);
    try (Admin admin = cluster.admin()) {
      TopicSetup.ofRegister(admin);
      TopicSetup.ofJob(admin, topics, 2);
    }
    return topics;
  }
}
