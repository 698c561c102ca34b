package io.godwit.common.claim;

import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.JobRegister;
import io.godwit.common.kafka.RivalProcess;
import io.godwit.common.kafka.Topics;
import io.godwit.common.wire.run.JobEntry;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;

/**
 * The entry of one job in the jobs topic, which exists. Who changes it does so under a
 * transactional id of the job's: to initialise that cuts off whoever did before, and waits until
 * what he had begun is written or undone.
 */
public final class KafkaJobsLog implements JobsLog, AutoCloseable {

  /** In a row, with rests of up to a second: then it is not another command, but the broker. */
  private static final int MOST_CUT_OFF = 50;

  private final Cluster cluster;
  private final Topics topics;
  private final JobRegister reader;
  private int cutOff;

  /** The entry of a job. */
  public KafkaJobsLog(Cluster cluster, Topics topics) {
    this.cluster = cluster;
    this.topics = topics;
    this.reader = new JobRegister(cluster);
  }

  @Override
  public Optional<JobEntry> peek() {
    return reader.find(topics.job());
  }

  @Override
  public Turn begin() {
    while (true) {
      KafkaProducer<byte[], byte[]> client =
          cluster.transactionalProducer(topics.registerTransactions());
      try {
        client.initTransactions();
        return new Writing(client, this);
      } catch (KafkaException e) {
        client.close(Duration.ZERO);
        // Somebody else has begun at the same moment; his beginning may be over as soon.
        if (!RivalProcess.mayBeBehind(e)) {
          throw e;
        }
      }
    }
  }

  @Override
  public void rest(Duration time) throws InterruptedException {
    Thread.sleep(time);
  }

  private record Writing(KafkaProducer<byte[], byte[]> client, KafkaJobsLog log) implements Turn {

    /** All of it: what another job has begun to write may stand before what is looked for. */
    @Override
    public Optional<JobEntry> read() {
      return log.reader.findAll(log.cluster, log.topics.job());
    }

    @Override
    public boolean write(JobEntry entry) {
      try {
        client.beginTransaction();
        // The commit throws where the sending failed.
        var unused = client.send(JobRegister.message(entry));
        client.commitTransaction();
        log.cutOff = 0;
        return true;
      } catch (KafkaException e) {
        log.cutOff++;
        if (log.cutOff == MOST_CUT_OFF || !RivalProcess.mayHaveCutOff(e)) {
          throw e;
        }
        return false;
      }
    }

    @Override
    public void close() {
      client.close(Duration.ZERO);
    }
  }

  @Override
  public void close() {
    reader.close();
  }
}
