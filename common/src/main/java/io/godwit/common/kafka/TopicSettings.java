package io.godwit.common.kafka;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a topic's settings must be so that nothing of a run is lost in it. Godwit makes its topics
 * so; one that was made by others, or altered since, may be otherwise, and nothing would tell
 * before it is too late.
 */
final class TopicSettings {

  private static final Logger LOG = LoggerFactory.getLogger(TopicSettings.class);

  /** So many copies outlive the loss of one, if two of them have a message before it counts. */
  private static final int REPLICATED = 3;

  private static final int COPIES_THAT_ACKNOWLEDGE = 2;

  private TopicSettings() {}

  /**
   * A topic as it should be.
   *
   * @param name its name
   * @param config how it would be made
   * @param least how long at least a message must stand there; for a topic that is made to keep
   *     them for ever
   */
  record Wanted(String name, Map<String, String> config, Duration least) {

    /**
     * What stands there otherwise, each with the setting that would do; empty where all is well.
     */
    List<String> mistakes(Map<String, String> actual, int copies) {
      List<String> mistakes = new ArrayList<>();
      policy(actual).ifPresent(mistakes::add);
      retention(actual).ifPresent(mistakes::add);
      size(actual).ifPresent(mistakes::add);
      copies(actual, copies).ifPresent(mistakes::add);
      if (Boolean.parseBoolean(actual.get(TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG))) {
        mistakes.add(
            "unclean.leader.election.enable=true, by which a broker that lags may drop what was"
                + " acknowledged; false is needed");
      }
      return mistakes;
    }

    private Optional<String> policy(Map<String, String> actual) {
      Set<String> is = policies(actual);
      Set<String> needed = policies(config);
      return is.isEmpty() || needed.isEmpty() || is.equals(needed)
          ? Optional.empty()
          : Optional.of(
              "cleanup.policy=%s, by which messages would be lost or pile up; %s is needed"
                  .formatted(String.join(",", is), String.join(",", needed)));
    }

    private static Set<String> policies(Map<String, String> config) {
      String text = config.getOrDefault(TopicConfig.CLEANUP_POLICY_CONFIG, "");
      Set<String> policies = new TreeSet<>(Arrays.asList(text.split("\\s*,\\s*")));
      policies.remove("");
      return policies;
    }

    private Optional<String> retention(Map<String, String> actual) {
      if (number(config, TopicConfig.RETENTION_MS_CONFIG) >= 0) {
        return Optional.empty();
      }
      long millis = number(actual, TopicConfig.RETENTION_MS_CONFIG);
      boolean cutByTime = policies(actual).contains(TopicConfig.CLEANUP_POLICY_DELETE);
      if (cutByTime && millis >= 0 && millis < least.toMillis()) {
        return Optional.of(
            "retention.ms=%d, by which messages are gone after %s; -1, or at least %d, is needed"
                .formatted(millis, Duration.ofMillis(millis), least.toMillis()));
      }
      long bytes = number(actual, TopicConfig.RETENTION_BYTES_CONFIG);
      return cutByTime && bytes >= 0
          ? Optional.of(
              "retention.bytes=%d, by which messages are gone when others come; -1 is needed"
                  .formatted(bytes))
          : Optional.empty();
    }

    private Optional<String> size(Map<String, String> actual) {
      long is = number(actual, TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
      long needed = number(config, TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
      return is >= 0 && is < needed
          ? Optional.of(
              "max.message.bytes=%d, by which large records cannot pass; %d is needed"
                  .formatted(is, needed))
          : Optional.empty();
    }

    private static Optional<String> copies(Map<String, String> actual, int copies) {
      long acknowledged = number(actual, TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG);
      if (acknowledged > copies) {
        return Optional.of(
            "min.insync.replicas=%d and %d replicas, by which nothing can be written; fewer, or"
                    .formatted(acknowledged, copies)
                + " more replicas, are needed");
      }
      return isAcknowledgedByOneAlone(copies, acknowledged)
          ? Optional.of(
              "min.insync.replicas=%d and %d replicas, by which the loss of one broker may lose"
                      .formatted(acknowledged, copies)
                  + " what was acknowledged; 2 is needed")
          : Optional.empty();
    }
  }

  /** Whether several copies are kept, and a message counts when the first has it. */
  static boolean isAcknowledgedByOneAlone(int copies, long acknowledged) {
    return copies >= REPLICATED && acknowledged >= 0 && acknowledged < COPIES_THAT_ACKNOWLEDGE;
  }

  /** The value as a number; -1 where there is none, which also is how Kafka spells no limit. */
  private static long number(Map<String, String> config, String key) {
    return Long.parseLong(config.getOrDefault(key, "-1"));
  }

  /**
   * Makes sure that topics which exist are as they should be. Where the broker does not let this
   * user see settings, they are taken to be so.
   *
   * @throws Refused where one is otherwise
   * @throws Trouble where the broker does not answer
   */
  static void require(Admin admin, List<Wanted> topics) throws Trouble {
    if (topics.isEmpty()) {
      return;
    }
    List<String> names = topics.stream().map(Wanted::name).toList();
    var configs = admin.describeConfigs(names.stream().map(TopicSettings::resource).toList());
    var descriptions = admin.describeTopics(names).topicNameValues();
    for (Wanted wanted : topics) {
      Optional<Config> config = answer(configs.values().get(resource(wanted.name())));
      Optional<TopicDescription> description = answer(descriptions.get(wanted.name()));
      if (config.isPresent() && description.isPresent()) {
        refuse(wanted, wanted.mistakes(values(config.get()), copies(description.get())));
      }
    }
  }

  /** Empty where this user may not see it, and where another process is just making the topic. */
  private static <T> Optional<T> answer(@Nullable KafkaFuture<T> asked) throws Trouble {
    try {
      return asked == null ? Optional.empty() : Optional.of(asked.get());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AuthorizationException
          || e.getCause() instanceof UnknownTopicOrPartitionException) {
        LOG.info("The settings of a topic are not seen, and taken to be right", e);
        return Optional.empty();
      }
      throw new Trouble(
          ErrorCode.BROKER_UNREACHABLE, "the broker does not tell the settings of topics", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble(ErrorCode.BROKER_UNREACHABLE, "interrupted while asking for topics", e);
    }
  }

  private static void refuse(Wanted wanted, List<String> mistakes) {
    if (!mistakes.isEmpty()) {
      throw new Refused(
          ErrorCode.TOPIC_SETTINGS,
          "the topic " + wanted.name() + " has " + String.join("; and it has ", mistakes));
    }
  }

  static ConfigResource resource(String topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic);
  }

  private static Map<String, String> values(Config config) {
    return config.entries().stream()
        .filter(entry -> entry.value() != null)
        .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
  }

  private static int copies(TopicDescription description) {
    return description.partitions().stream()
        .mapToInt(partition -> partition.replicas().size())
        .min()
        .orElse(1);
  }
}
