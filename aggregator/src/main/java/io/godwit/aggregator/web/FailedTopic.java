package io.godwit.aggregator.web;

import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.TopicReader;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.wire.OtherVersion;
import io.godwit.common.wire.letter.DeadLetters;
import io.godwit.common.wire.letter.DeadLetters.DeadLetter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The newest dead letters of a run, from the failed topic. It reads only while somebody asks and
 * something more has failed, and then no more than the tail of each partition: a class of failures
 * that is older than so many others may be without a sample here; the report has one of each.
 *
 * <p>Dead letters are committed together with the receipts that are counted, so whoever knows of a
 * failure finds its letter.
 */
public final class FailedTopic implements FailureSamples {

  private static final Logger LOG = LoggerFactory.getLogger(FailedTopic.class);

  /** Of each partition: with the four of a job's topic, some hundred letters, read in moments. */
  private static final long TAIL = 200;

  private static final Duration IDLE = Duration.ofMinutes(1);
  private static final Duration AFTER_TROUBLE = Duration.ofSeconds(5);

  private static final int LONGEST_KEY = 120;
  private static final int LONGEST_ORIGIN = 200;
  private static final int LONGEST_COLUMN = 80;
  private static final int LONGEST_MESSAGE = 400;

  private final Cluster cluster;
  private final String topic;
  private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
  private final Thread thread;
  private volatile Request last = new Request("", 0);
  private volatile Found found = new Found("", Map.of());

  private record Request(String run, long failed) {}

  private record Found(String run, Map<ErrorCode, List<Dated>> letters) {}

  private record Dated(Sample sample, long at) {}

  /** Of a topic that will exist once something is asked for. */
  public FailedTopic(Cluster cluster, String topic) {
    this.cluster = cluster;
    this.topic = topic;
    this.thread = Thread.ofPlatform().daemon().name("failed-samples").unstarted(this::work);
  }

  @Override
  public Map<ErrorCode, List<Sample>> newest(String run, long failed) {
    Request request = new Request(run, failed);
    if (failed > 0 && !request.equals(last)) {
      last = request;
      requests.add(request);
      begin();
    }
    Found now = found;
    Map<ErrorCode, List<Sample>> samples = new EnumMap<>(ErrorCode.class);
    if (now.run().equals(run)) {
      now.letters()
          .forEach((code, dated) -> samples.put(code, dated.stream().map(Dated::sample).toList()));
    }
    return samples;
  }

  /** Most processes are never looked at. */
  private synchronized void begin() {
    if (thread.getState() == Thread.State.NEW) {
      thread.start();
    }
  }

  private void work() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Request request = requests.take();
        try {
          follow(request);
        } catch (InterruptException e) {
          throw (InterruptedException) new InterruptedException().initCause(e);
        } catch (KafkaException e) {
          LOG.warn("No samples of {} for now: {}", topic, e.toString());
          last = new Request("", 0);
          TimeUnit.MILLISECONDS.sleep(AFTER_TROUBLE.toMillis());
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("{} is no longer followed", topic);
    }
  }

  /** Reads for one request after the other, until there is none for a while. */
  private void follow(Request first) throws InterruptedException {
    try (TopicReader reader = TopicReader.open(cluster, topic)) {
      Optional<Request> request = Optional.of(first);
      while (request.isPresent()) {
        read(reader, request.get().run());
        request = Optional.ofNullable(requests.poll(IDLE.toMillis(), TimeUnit.MILLISECONDS));
      }
    }
  }

  private void read(TopicReader reader, String run) {
    Map<ErrorCode, List<Dated>> letters = new EnumMap<>(ErrorCode.class);
    if (found.run().equals(run)) {
      found.letters().forEach((code, known) -> letters.put(code, new ArrayList<>(known)));
    }
    reader.skipToNewest(TAIL);
    reader.toEnd(message -> take(message, run, letters));
    found = new Found(run, letters);
  }

  private static void take(
      ConsumerRecord<byte[], byte[]> message, String run, Map<ErrorCode, List<Dated>> letters) {
    Optional<DeadLetter> read = read(message).filter(l -> l.run().equals(run));
    if (read.isPresent()) {
      List<Dated> known =
          letters.computeIfAbsent(read.get().failure().code(), ignored -> new ArrayList<>());
      known.add(new Dated(sample(read.get()), message.timestamp()));
      known.sort(Comparator.comparingLong(Dated::at).reversed());
      if (known.size() > MOST_OF_A_CODE) {
        known.removeLast();
      }
    }
  }

  /** What another version has written is no sample: the report waits for who can read it. */
  private static Optional<DeadLetter> read(ConsumerRecord<byte[], byte[]> message) {
    try {
      return DeadLetters.read(message);
    } catch (OtherVersion e) {
      LOG.debug("a dead letter in {} cannot be read", message.topic(), e);
      return Optional.empty();
    }
  }

  private static Sample sample(DeadLetter letter) {
    return new Sample(
        PlainText.of(letter.key().orElse(""), LONGEST_KEY),
        PlainText.of(letter.origin().text(), LONGEST_ORIGIN),
        PlainText.of(letter.failure().column().orElse(""), LONGEST_COLUMN),
        PlainText.of(letter.failure().message(), LONGEST_MESSAGE));
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
