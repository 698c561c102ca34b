package io.godwit.producer.forget;

import io.godwit.common.kafka.TopicSetup;
import io.godwit.common.model.failure.Trouble;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * While something is done a topic begins a new file with the next message, however young the last
 * one is. A broker takes whole files off its disk, and never the one that it writes to: without
 * this, what was deleted would stay there until somebody writes to the topic again.
 *
 * <p>Where this user may not alter a topic, it stays so; nobody can read it, and a warning in the
 * log says that the disk still has it.
 */
final class QuickSegments {

  private static final Logger LOG = LoggerFactory.getLogger(QuickSegments.class);
  private static final String QUICK = "2";
  private static final String QUICKEST = "1";
  private static final Duration SAID_WITHIN = Duration.ofSeconds(30);

  private final Admin admin;
  private final ConfigResource topic;
  private final Optional<String> before;

  private QuickSegments(Admin admin, ConfigResource topic, Optional<String> before) {
    this.admin = admin;
    this.topic = topic;
    this.before = before;
  }

  /** What is done meanwhile. */
  @FunctionalInterface
  interface Work {
    /** Does it. */
    void run() throws Trouble, InterruptedException;
  }

  /** Does something to a topic, which exists. */
  static void during(Admin admin, String topic, Work work) throws Trouble, InterruptedException {
    QuickSegments segments = of(admin, topic);
    try {
      work.run();
    } finally {
      segments.end();
    }
  }

  private static QuickSegments of(Admin admin, String name) throws InterruptedException {
    ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, name);
    try {
      Optional<String> before =
          own(admin, topic)
              // One that was killed has left its own.
              .map(is -> isQuick(is) ? Long.toString(TopicSetup.SEGMENT.toMillis()) : is);
      // A broker says what a setting is before its files go by it, and takes the changes one behind
      // the other: once it says the second, its files go by the first.
      if (!isSaid(admin, topic, QUICK) || !isSaid(admin, topic, QUICKEST)) {
        LOG.warn(
            "What is forgotten of {} may stay on the brokers' disks for now: they do not say within"
                + " {} s that it begins new files",
            name,
            SAID_WITHIN.toSeconds());
      }
      return new QuickSegments(admin, topic, before);
    } catch (ExecutionException e) {
      LOG.warn("What is forgotten of {} stays on the brokers' disks for now", name, e);
      return new QuickSegments(admin, topic, Optional.of(QUICKEST));
    }
  }

  private static boolean isQuick(String setting) {
    return setting.equals(QUICK) || setting.equals(QUICKEST);
  }

  private static boolean isSaid(Admin admin, ConfigResource topic, String setting)
      throws ExecutionException, InterruptedException {
    set(admin, topic, Optional.of(setting));
    long deadline = System.nanoTime() + SAID_WITHIN.toNanos();
    while (System.nanoTime() < deadline) {
      if (own(admin, topic).equals(Optional.of(setting))) {
        return true;
      }
    }
    return false;
  }

  /** Its own setting; empty where it has that of all topics. */
  private static Optional<String> own(Admin admin, ConfigResource topic)
      throws ExecutionException, InterruptedException {
    return admin.describeConfigs(List.of(topic)).all().get().values().stream()
        .flatMap(config -> config.entries().stream())
        .filter(entry -> entry.name().equals(TopicConfig.SEGMENT_MS_CONFIG))
        .findFirst()
        .filter(any -> any.source() == ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG)
        .map(ConfigEntry::value);
  }

  private static void set(Admin admin, ConfigResource topic, Optional<String> value)
      throws ExecutionException, InterruptedException {
    AlterConfigOp change =
        new AlterConfigOp(
            new ConfigEntry(TopicConfig.SEGMENT_MS_CONFIG, value.orElse("")),
            value.isPresent() ? AlterConfigOp.OpType.SET : AlterConfigOp.OpType.DELETE);
    admin.incrementalAlterConfigs(Map.of(topic, List.of(change))).all().get();
  }

  private void end() throws InterruptedException {
    if (before.equals(Optional.of(QUICKEST))) {
      return;
    }
    try {
      set(admin, topic, before);
    } catch (ExecutionException e) {
      LOG.warn("{} goes on with a file a message until godwit forget is typed again", topic, e);
    }
  }
}
