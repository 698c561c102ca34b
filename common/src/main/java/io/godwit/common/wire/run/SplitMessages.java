package io.godwit.common.wire.run;

import io.godwit.common.wire.OtherVersion;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The messages of the splits topic: under the run its plan, under {@code run/number} how far a
 * split is, and under {@code run/task-number} how far a task is. They are JSON objects whose first
 * property, {@code v}, is the version of their form.
 */
public final class SplitMessages {

  private static final byte[] VERSION =
      ("{\"v\":" + OtherVersion.CURRENT + ",").getBytes(StandardCharsets.UTF_8);

  private static final String TASK = "task-";

  private SplitMessages() {}

  /** What the topic says of a run; a message without a value, or of no run, says nothing. */
  public sealed interface Content {

    /** The plan of a run. */
    record OfPlan(String run, RunPlan plan) implements Content {}

    /** How far a split of a run is. */
    record OfSplit(String run, SplitProgress progress) implements Content {}

    /** How far a task of a run is. */
    record OfTask(String run, TaskProgress progress) implements Content {}
  }

  private record Versioned(@Nullable Integer v) {}

  /** The message of a run's plan. */
  public static ProducerRecord<byte[], byte[]> of(String topic, String run, RunPlan plan) {
    return message(topic, run, plan);
  }

  /** The message of a split's progress. */
  public static ProducerRecord<byte[], byte[]> of(
      String topic, String run, SplitProgress progress) {
    return message(topic, run + "/" + progress.split().number(), progress);
  }

  /** The message of a task's progress. */
  public static ProducerRecord<byte[], byte[]> of(String topic, String run, TaskProgress progress) {
    return message(topic, run + "/" + TASK + progress.number(), progress);
  }

  private static ProducerRecord<byte[], byte[]> message(String topic, String key, Record content) {
    byte[] json = Json.write(content);
    byte[] value = Arrays.copyOf(VERSION, VERSION.length + json.length - 1);
    System.arraycopy(json, 1, value, VERSION.length, json.length - 1);
    return new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value);
  }

  /** The run that a message is of, also where another version has written it. */
  public static String run(byte[] key) {
    String text = new String(key, StandardCharsets.UTF_8);
    int slash = text.lastIndexOf('/');
    return slash < 0 ? text : text.substring(0, slash);
  }

  /** Our own begin with it, so that nearly all are parsed once. */
  private static int version(byte[] value) {
    boolean ours =
        value.length > VERSION.length
            && Arrays.equals(value, 0, VERSION.length, VERSION, 0, VERSION.length);
    return ours
        ? OtherVersion.CURRENT
        : Optional.ofNullable(Json.read(value, Versioned.class).v()).orElse(OtherVersion.FIRST);
  }

  /**
   * What a message says.
   *
   * @return empty where it has no value
   * @throws OtherVersion where another version has written it
   * @throws IllegalArgumentException where it is no such message
   */
  public static Optional<Content> read(byte[] key, byte @Nullable [] value) {
    if (value == null) {
      return Optional.empty();
    }
    String run = run(key);
    int version = version(value);
    if (version != OtherVersion.CURRENT) {
      throw new OtherVersion(version, run);
    }
    String place = new String(key, StandardCharsets.UTF_8).substring(run.length());
    if (place.isEmpty()) {
      return Optional.of(new Content.OfPlan(run, Json.read(value, RunPlan.class)));
    }
    return Optional.of(
        place.startsWith("/" + TASK)
            ? new Content.OfTask(run, Json.read(value, TaskProgress.class))
            : new Content.OfSplit(run, Json.read(value, SplitProgress.class)));
  }
}
