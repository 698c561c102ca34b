package io.godwit.worker.consume;

import io.godwit.common.model.failure.Trouble;
import io.godwit.common.wire.OtherVersion;
import io.godwit.common.wire.WorkPack;
import io.godwit.worker.measure.Activity;
import io.godwit.worker.measure.ActivityClock;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a partition does before a pack that another version of Godwit has written. */
final class ForeignPacks {

  private static final Logger LOG = LoggerFactory.getLogger(ForeignPacks.class);

  /** How often a partition that waits looks whether its run is still the current one. */
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final OwnedPartition owned;
  private final SessionShare shared;
  private final ActivityClock clock;

  ForeignPacks(OwnedPartition owned, SessionShare shared, ActivityClock clock) {
    this.owned = owned;
    this.shared = shared;
    this.clock = clock;
  }

  /**
   * Waits while the next pack is of the run and of another version of Godwit, or until the
   * partition is told to stop. To make it a dead letter would be to blame it for what this process
   * cannot do. Nothing was begun, so no mark speaks against the record where this process ends now.
   */
  void awaitReadable() throws InterruptedException, RunFilter.Superseded {
    Optional<WorkPack> awaited = Optional.empty();
    while (!owned.stops() && isAwaited(owned.first())) {
      if (awaited.isEmpty()) {
        awaited = Optional.of(owned.first());
        Trouble trouble = unreadable(awaited.get());
        LOG.warn("partition {} waits: {}", owned.topicPartition().partition(), trouble.message());
        owned.waits(Optional.of(trouble));
        shared.meters().trouble(trouble.code());
      }
      clock.turn(Activity.WAITING);
      owned.requireOwned();
      owned.awaitStop(LOOK);
    }
    if (awaited.isPresent()) {
      owned.waits(Optional.empty());
    }
  }

  /** Nobody else would tell that the run has made place for another, where all partitions wait. */
  private boolean isAwaited(WorkPack pack) throws InterruptedException, RunFilter.Superseded {
    if (pack.isReadable() || !shared.filter().isOurs(pack.run())) {
      return false;
    }
    try {
      shared.filter().requireCurrentNowAndThen();
    } catch (KafkaException unknown) {
      // That a partition waits is no reason to end the session of those that work.
      LOG.debug("whether run {} is the current one cannot be asked now", pack.run(), unknown);
    }
    return true;
  }

  private Trouble unreadable(WorkPack pack) {
    return new OtherVersion(pack.version(), pack.run())
        .at(
            "partition "
                + owned.topicPartition().partition()
                + " of "
                + shared.job()
                + ", offset "
                + pack.offset()
                + ",");
  }
}
