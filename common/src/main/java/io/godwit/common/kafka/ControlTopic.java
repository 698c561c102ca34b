package io.godwit.common.kafka;

import io.godwit.common.wire.run.Json;
import io.godwit.common.wire.run.Ruling;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/**
 * The rulings about one run, followed in the control topic. For one thread; whoever wants to be
 * told of a new one asks {@link #standing} again.
 *
 * <p>A message's key is {@code job/run/place}, its value the ruling as JSON.
 */
public final class ControlTopic implements ControlWatch.Rulings {

  private final TopicReader reader;
  private final String prefix;
  private final Map<String, Ruling> rulings = new LinkedHashMap<>();

  /** Follows the topic of a cluster, which exists. */
  public ControlTopic(Cluster cluster, String job, String run) {
    this.reader = TopicReader.open(cluster, Topics.CONTROL);
    this.prefix = prefix(job, run);
  }

  @Override
  public ControlWatch.Standing standing() {
    reader.toEnd(this::note);
    return new ControlWatch.Standing(List.copyOf(rulings.values()));
  }

  /**
   * Reads all that was written so far. What another job has begun to write may stand before what is
   * looked for, and is waited for, at most half a minute.
   */
  public void readAll(Cluster cluster) {
    try (Admin admin = cluster.admin()) {
      reader.toLast(admin, this::note);
    }
  }

  private void note(ConsumerRecord<byte[], byte[]> message) {
    String key = new String(message.key(), StandardCharsets.UTF_8);
    if (!key.startsWith(prefix)) {
      return;
    }
    String place = key.substring(prefix.length());
    if (message.value() == null) {
      rulings.remove(place);
    } else {
      read(place, message.value()).ifPresent(ruling -> rulings.put(place, ruling));
    }
  }

  /** Empty for what another version lays down, and this one knows nothing of. */
  private static Optional<Ruling> read(String place, byte[] value) {
    if (place.startsWith(Ruling.Skip.KIND)) {
      return Optional.of(Json.read(value, Ruling.Skip.class));
    }
    if (place.startsWith(Ruling.Baseline.KIND)) {
      return Optional.of(Json.read(value, Ruling.Baseline.class));
    }
    if (place.startsWith(Ruling.Notices.KIND)) {
      return Optional.of(Json.read(value, Ruling.Notices.class));
    }
    return switch (place) {
      case Ruling.Desired.KIND -> Optional.of(Json.read(value, Ruling.Desired.class));
      default -> Optional.empty();
    };
  }

  /**
   * Lays a ruling down; returns when the broker has it.
   *
   * @throws KafkaException where the broker does not take it
   */
  public static void put(Cluster cluster, String job, String run, Ruling ruling) {
    try (KafkaProducer<byte[], byte[]> producer = cluster.plainProducer()) {
      producer.send(message(job, run, ruling)).get();
    } catch (ExecutionException e) {
      throw new KafkaException("the ruling about " + job + " is not laid down", e);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  /** A ruling as it stands in the topic, for whoever lays it down in a transaction of its own. */
  public static ProducerRecord<byte[], byte[]> message(String job, String run, Ruling ruling) {
    byte[] key = (prefix(job, run) + ruling.place()).getBytes(StandardCharsets.UTF_8);
    byte[] value =
        switch (ruling) {
          case Ruling.Skip skip -> Json.write(skip);
          case Ruling.Baseline baseline -> Json.write(baseline);
          case Ruling.Notices notices -> Json.write(notices);
          case Ruling.Desired desired -> Json.write(desired);
        };
    return new ProducerRecord<>(Topics.CONTROL, key, value);
  }

  /**
   * Takes back what was laid down about the runs of a job, but this one and the one before it: a
   * worker that is cut off may still act by the rulings of that.
   *
   * @throws KafkaException where the broker does not answer
   */
  public static void forgetBefore(Cluster cluster, String job, String run) {
    SequencedMap<String, Set<String>> standing = new LinkedHashMap<>();
    try (TopicReader reader = TopicReader.open(cluster, Topics.CONTROL)) {
      reader.toEnd(message -> enter(message, job + "/", standing));
    }
    standing.values().removeIf(Set::isEmpty);
    List<String> runs = List.copyOf(standing.keySet());
    int mine = standing.containsKey(run) ? runs.indexOf(run) : runs.size();
    List<String> keys =
        runs.subList(0, Math.max(0, mine - 1)).stream()
            .flatMap(earlier -> standing.getOrDefault(earlier, Set.of()).stream())
            .toList();
    if (keys.isEmpty()) {
      return;
    }
    try (KafkaProducer<byte[], byte[]> producer = cluster.plainProducer()) {
      for (String key : keys) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        // One that does not arrive is taken back after the next run.
        var unused = producer.send(new ProducerRecord<>(Topics.CONTROL, bytes, null));
      }
    }
  }

  /**
   * The keys that have a value, by the run that they are about. The runs are in the order of what
   * was last laid down: their ids sort by the clocks of several machines.
   */
  private static void enter(
      ConsumerRecord<byte[], byte[]> message,
      String prefix,
      SequencedMap<String, Set<String>> standing) {
    String key = new String(message.key(), StandardCharsets.UTF_8);
    int end = key.indexOf('/', prefix.length());
    if (!key.startsWith(prefix) || end < 0) {
      return;
    }
    String run = key.substring(prefix.length(), end);
    if (message.value() == null) {
      standing.getOrDefault(run, new HashSet<>()).remove(key);
    } else {
      Set<String> keys = standing.getOrDefault(run, new HashSet<>());
      keys.add(key);
      standing.putLast(run, keys);
    }
  }

  private static String prefix(String job, String run) {
    return job + "/" + run + "/";
  }

  @Override
  public void close() {
    reader.close();
  }
}
