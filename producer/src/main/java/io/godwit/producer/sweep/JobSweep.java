package io.godwit.producer.sweep;

import io.godwit.common.kafka.BrokerMessages;
import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.Topics;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spec.Job;
import io.godwit.common.spec.ObjectPlace;
import io.godwit.common.store.ObjectStore;
import io.godwit.producer.sweep.ObjectSweep.Found;

/**
 * The sweep of a job that is over, by hand: what its last run and the replays of that have left,
 * also where it was put after they had ended.
 *
 * @param cluster whose receipts say which records have a row
 * @param job whose steps put objects
 * @param stores opens the stores of its connections
 */
public record JobSweep(Cluster cluster, Job job, SweepWork.Stores stores) {

  /** Is told of what is found. */
  @FunctionalInterface
  public interface Listener {
    /** At this place stands this object, or stood. */
    void found(ObjectPlace place, Found found);
  }

  /**
   * Sweeps.
   *
   * @param dry whether objects are only listed
   * @throws Refused where the steps of the job put no objects, and where receipts are missing
   * @throws Trouble where the broker or a store does not answer
   */
  public void sweep(boolean dry, Listener listener) throws Trouble {
    if (SweepWork.places(job).isEmpty()) {
      throw new Refused(
          ErrorCode.COMMAND_USAGE, "no step of job " + job.job() + " puts objects into a store");
    }
    Topics topics = new Topics(job.job());
    for (SweptRuns.Swept run : BrokerMessages.asking(() -> SweptRuns.read(cluster, topics))) {
      RunEnds ends =
          BrokerMessages.asking(() -> RunEnds.read(cluster, topics, run.run(), run.starts()));
      if (ends.count() != run.read()) {
        throw new Refused(
            ErrorCode.COMMAND_USAGE,
            "run " + run.run() + ": " + SweepWork.missing(ends.count(), run.read()));
      }
      for (ObjectPlace place : SweepWork.places(job)) {
        sweep(place, run.run(), ends, dry, listener);
      }
    }
  }

  private void sweep(ObjectPlace place, String run, RunEnds ends, boolean dry, Listener listener)
      throws Trouble {
    try (ObjectStore store = stores.open(place.store())) {
      ObjectSweep sweep = new ObjectSweep(store, place.prefix(), run, ends::isKept);
      if (dry) {
        sweep.find(found -> listener.found(place, found));
      } else {
        sweep.sweep(found -> listener.found(place, found));
      }
    }
  }
}
