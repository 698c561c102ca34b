package io.godwit.common.kafka;

import io.godwit.common.wire.run.JobEntry;
import io.godwit.common.wire.run.Json;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The jobs topic, followed: which run of which job is the current one. For one thread; whoever
 * wants to be told of a change asks {@link #find} again.
 */
public final class JobRegister implements AutoCloseable {

  private final TopicReader reader;
  private final Map<String, byte[]> entries = new HashMap<>();

  /** Follows the topic of a cluster, which exists. */
  public JobRegister(Cluster cluster) {
    this.reader = TopicReader.open(cluster, Topics.JOBS);
  }

  /**
   * The newest entry of a job, as the topic has it now. What stands there of other jobs is not
   * looked at: a message that cannot be read is the trouble of its own job only.
   *
   * @throws IllegalArgumentException where this job's entry is not one
   */
  public Optional<JobEntry> find(String job) {
    reader.toEnd(this::note);
    return Optional.ofNullable(entries.get(job)).map(json -> Json.read(json, JobEntry.class));
  }

  /**
   * The same, as every change before now has left it: also changes of other jobs are waited for,
   * behind which this one's would not be seen.
   *
   * @throws IllegalArgumentException where this job's entry is not one
   */
  public Optional<JobEntry> findAll(Cluster cluster, String job) {
    try (Admin admin = cluster.admin()) {
      return findAll(admin, job);
    }
  }

  /** The same, for one who asks often and has a client for it. */
  public Optional<JobEntry> findAll(Admin admin, String job) {
    reader.toLast(admin, this::note);
    return Optional.ofNullable(entries.get(job)).map(json -> Json.read(json, JobEntry.class));
  }

  private void note(ConsumerRecord<byte[], byte[]> message) {
    String job = new String(message.key(), StandardCharsets.UTF_8);
    byte @Nullable [] json = message.value();
    if (json == null) {
      entries.remove(job);
    } else {
      entries.put(job, json);
    }
  }

  /** Makes a run the current one of its job; returns when the broker has it. */
  public static void put(KafkaProducer<byte[], byte[]> producer, JobEntry entry) {
    try {
      producer.send(message(entry)).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the run of " + entry.job() + " is not registered", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while registering " + entry.job(), e);
    }
  }

  /** The message that makes a run the current one of its job. */
  public static ProducerRecord<byte[], byte[]> message(JobEntry entry) {
    byte[] key = entry.job().getBytes(StandardCharsets.UTF_8);
    return new ProducerRecord<>(Topics.JOBS, key, Json.write(entry));
  }

  @Override
  public void close() {
    reader.close();
  }
}
