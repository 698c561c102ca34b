package io.godwit.common.kafka;

import io.godwit.common.kafka.TopicSettings.Wanted;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates topics that do not exist yet. Those that do are left alone, and refused where something
 * of a run would be lost in them.
 */
public final class TopicSetup {

  /** Receipts are few and folded into one small state, so a handful of partitions is plenty. */
  private static final int RECEIPT_PARTITIONS = 4;

  /** How long one file of a partition is written to. */
  public static final Duration SEGMENT = Duration.ofHours(1);

  /** A run may last for days, and is looked at after a weekend. */
  private static final Duration LEAST_KEPT = Duration.ofDays(7);

  private static final Logger LOG = LoggerFactory.getLogger(TopicSetup.class);

  private TopicSetup() {}

  /**
   * The topics of a job.
   *
   * @param partitions of the work topic, where it is new
   * @throws Refused where a topic that is there would lose something
   * @throws Trouble where the broker does not create them
   */
  public static void ofJob(Admin admin, Topics topics, int partitions) throws Trouble {
    ofJob(admin, topics, partitions, LEAST_KEPT);
  }

  /**
   * The same.
   *
   * @param letters how long dead letters are to stand there
   */
  public static void ofJob(Admin admin, Topics topics, int partitions, Duration letters)
      throws Trouble {
    create(
        admin,
        Map.of(topics.failed(), letters.compareTo(LEAST_KEPT) > 0 ? letters : LEAST_KEPT),
        List.of(
            compacted(Topics.JOBS),
            compacted(Topics.CONTROL),
            waits(),
            compactedAndCut(topics.splits()),
            kept(topics.work(), partitions),
            kept(topics.receipts(), RECEIPT_PARTITIONS),
            kept(topics.failed(), RECEIPT_PARTITIONS),
            kept(topics.gone(), 1),
            kept(topics.verified(), 1)));
  }

  /**
   * The topic of an aggregator's totals.
   *
   * @throws Trouble where the broker does not create it
   */
  public static void ofAggregator(Admin admin, Topics topics, String aggregator) throws Trouble {
    create(
        admin,
        Map.of(),
        List.of(
            compacted(Topics.JOBS),
            compacted(Topics.CONTROL),
            waits(),
            compactedAndCut(topics.totals(aggregator))));
  }

  /**
   * Only what all jobs share, for a role that starts before the first producer.
   *
   * @throws Trouble where the broker does not create it
   */
  public static void ofRegister(Admin admin) throws Trouble {
    create(admin, Map.of(), List.of(compacted(Topics.JOBS), compacted(Topics.CONTROL), waits()));
  }

  private static NewTopic compacted(String name) {
    Map<String, String> config = ending();
    config.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
    return new NewTopic(name, Optional.of(1), Optional.empty()).configs(config);
  }

  /** What ended runs have left there is deleted too, which a broker refuses without the policy. */
  private static NewTopic compactedAndCut(String name) {
    Map<String, String> config = forEver();
    config.put(
        TopicConfig.CLEANUP_POLICY_CONFIG,
        TopicConfig.CLEANUP_POLICY_COMPACT + "," + TopicConfig.CLEANUP_POLICY_DELETE);
    return new NewTopic(name, Optional.of(1), Optional.empty()).configs(config);
  }

  /** Only its newest minute is read; it never holds more than two hours of talk. */
  private static NewTopic waits() {
    Map<String, String> config = config();
    config.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(Duration.ofHours(1).toMillis()));
    config.put(TopicConfig.SEGMENT_MS_CONFIG, Long.toString(Duration.ofHours(1).toMillis()));
    // The broker's clock is one; those of the roles are many.
    config.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
    return new NewTopic(Topics.WAITS, Optional.of(1), Optional.empty()).configs(config);
  }

  private static NewTopic kept(String name, int partitions) {
    return new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(forEver());
  }

  /** The books must not lose a page because a run took longer than a broker's default of a week. */
  private static Map<String, String> forEver() {
    Map<String, String> config = ending();
    config.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
    config.put(TopicConfig.RETENTION_MS_CONFIG, "-1");
    config.put(TopicConfig.RETENTION_BYTES_CONFIG, "-1");
    return config;
  }

  /**
   * A segment that is written to is neither deleted nor compacted, and by default it is written to
   * until it has a gigabyte or a week: so long a partition would hold what ended runs have left.
   */
  private static Map<String, String> ending() {
    Map<String, String> config = config();
    config.put(TopicConfig.SEGMENT_MS_CONFIG, Long.toString(SEGMENT.toMillis()));
    return config;
  }

  private static Map<String, String> config() {
    Map<String, String> config = new HashMap<>();
    config.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(Cluster.MAX_MESSAGE_BYTES));
    return config;
  }

  private static void create(Admin admin, Map<String, Duration> kept, List<NewTopic> wanted)
      throws Trouble {
    CreateTopicsResult results = admin.createTopics(wanted);
    List<Wanted> existing = new ArrayList<>();
    for (NewTopic topic : wanted) {
      String name = topic.name();
      if (isThereAlready(Objects.requireNonNull(results.values().get(name)), name)) {
        existing.add(new Wanted(name, topic.configs(), kept.getOrDefault(name, LEAST_KEPT)));
      } else {
        acknowledgeByTwo(admin, results, name);
      }
    }
    TopicSettings.require(admin, existing);
  }

  private static boolean isThereAlready(KafkaFuture<Void> created, String name) throws Trouble {
    try {
      created.get();
      return false;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TopicExistsException) {
        return true;
      }
      throw new Trouble(ErrorCode.BROKER_UNREACHABLE, "cannot create the topic " + name, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble(ErrorCode.BROKER_UNREACHABLE, "interrupted while creating " + name, e);
    }
  }

  /**
   * Has a message of a new topic with several copies count only when two have it: a cluster's
   * default is one, and how many copies a topic gets is known when it is there. Where this user may
   * not, the next start refuses the topic and says what is needed.
   */
  private static void acknowledgeByTwo(Admin admin, CreateTopicsResult results, String name) {
    try {
      ConfigEntry acknowledged =
          results.config(name).get().get(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG);
      int copies = results.replicationFactor(name).get();
      if (acknowledged != null
          && TopicSettings.isAcknowledgedByOneAlone(copies, Long.parseLong(acknowledged.value()))) {
        ConfigEntry two = new ConfigEntry(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, "2");
        AlterConfigOp set = new AlterConfigOp(two, AlterConfigOp.OpType.SET);
        admin
            .incrementalAlterConfigs(Map.of(TopicSettings.resource(name), List.of(set)))
            .all()
            .get();
      }
    } catch (ExecutionException e) {
      LOG.info("How many copies of {} acknowledge a message is not seen or not set", name, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
