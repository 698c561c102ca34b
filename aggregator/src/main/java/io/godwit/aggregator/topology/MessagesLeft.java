package io.godwit.aggregator.topology;

import io.godwit.common.kafka.Topics;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.run.Lag;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.IsolationLevel;

/** What is left for the workers of a job and for one aggregator. For one thread. */
public record MessagesLeft(Admin admin, Topics topics, String aggregator) {

  /**
   * How many messages. Those of open transactions count, since they may yet be committed.
   *
   * @throws Trouble where the broker does not answer
   */
  public long count() throws Trouble {
    String application = topics.application(aggregator);
    return behind(topics.workers(), topics.work())
        + behind(application, topics.receipts())
        + behind(application, TotalsTopology.increments(topics, aggregator));
  }

  private long behind(String group, String topic) throws Trouble {
    return Lag.of(admin, group, topic, IsolationLevel.READ_UNCOMMITTED).total();
  }
}
