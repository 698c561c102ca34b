package io.godwit.common.kafka;

import io.godwit.common.monitor.Wait;
import io.godwit.common.wire.run.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the roles of all jobs wait for, followed in the topic {@value Topics#WAITS}. For one thread.
 *
 * <p>A role says what it waits for when that changes, and {@linkplain #AGAIN again and again} while
 * it lasts; one that has died says nothing more, and what it said is {@linkplain #STALE forgotten}.
 * So only the newest minute of the topic is ever read, whatever stands before it.
 */
public final class WaitsTopic implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(WaitsTopic.class);

  /** How often a role repeats what it waits for. */
  public static final Duration AGAIN = Duration.ofSeconds(5);

  /** What was said longer ago counts no more: two repetitions have been missed. */
  public static final Duration STALE = Duration.ofSeconds(15);

  private static final Duration READ = Duration.ofMinutes(1);

  private final TopicReader reader;
  private final Map<String, Said> newest = new LinkedHashMap<>();

  private record Said(Note note, long at) {}

  /**
   * What one role says.
   *
   * @param role producer, worker or aggregator
   * @param name the role's own
   * @param waits each once; empty where it works
   */
  public record Note(String job, String role, String name, List<Wait> waits) {

    /** Takes an unmodifiable copy. */
    public Note {
      waits = List.copyOf(waits);
    }

    /** Whose it is: a later one of the same role takes the place of this. */
    public String key() {
      return job + "/" + role + "/" + name;
    }

    /** How a person reads them, each with who waits. */
    public List<String> texts() {
      String who = name.equals(role) ? role : role + " " + name;
      return waits.stream().map(wait -> who + ": " + wait.text()).toList();
    }
  }

  /**
   * Follows the topic.
   *
   * @throws org.apache.kafka.common.errors.UnknownTopicOrPartitionException where it does not exist
   */
  public WaitsTopic(Cluster cluster) {
    this.reader = TopicReader.open(cluster, Topics.WAITS);
    reader.skipToWritten(System.currentTimeMillis() - READ.toMillis());
  }

  /** What the roles of a job wait for now, by their keys. */
  public List<Note> of(String job) {
    reader.toEnd(this::note);
    // The clock of the broker, where it is ahead of ours: the newest message is not in the future.
    long now =
        newest.values().stream().mapToLong(Said::at).reduce(System.currentTimeMillis(), Math::max);
    newest.values().removeIf(said -> now - said.at() > STALE.toMillis());
    List<Note> notes = new ArrayList<>();
    for (Said said : newest.values()) {
      if (said.note().job().equals(job) && !said.note().waits().isEmpty()) {
        notes.add(said.note());
      }
    }
    return notes;
  }

  private void note(ConsumerRecord<byte[], byte[]> message) {
    String key = new String(message.key(), StandardCharsets.UTF_8);
    try {
      newest.put(key, new Said(Json.read(message.value(), Note.class), message.timestamp()));
    } catch (IllegalArgumentException e) {
      // Another version's: what it waits for is for its own status to say.
      LOG.debug("{} is passed over", key, e);
    }
  }

  /** The message that says it. */
  public static ProducerRecord<byte[], byte[]> message(Note note) {
    return new ProducerRecord<>(
        Topics.WAITS, note.key().getBytes(StandardCharsets.UTF_8), Json.write(note));
  }

  @Override
  public void close() {
    reader.close();
  }
}
