package io.godwit.aggregator.topology;

import io.godwit.common.kafka.RecordDeletion;
import io.godwit.common.run.RunWatch;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;

/**
 * What an aggregator holds of ended runs: their totals in its store, which go, and what its totals
 * topic has before the last run that ended. That one's totals stay there until the next run, since
 * whoever waits for its end may not have seen it yet. For one thread.
 */
public final class EndedTotals {

  private final Admin admin;
  private final TopicPartition totals;
  private final Consumer<Set<String>> store;
  private final Set<String> forgotten = new HashSet<>();
  private String deletedFor = "";

  /**
   * Of one aggregator.
   *
   * @param totals a topic that it alone writes
   * @param store is told of runs whose totals are to go
   */
  public EndedTotals(Admin admin, String totals, Consumer<Set<String>> store) {
    this.admin = admin;
    this.totals = new TopicPartition(totals, 0);
    this.store = store;
  }

  /**
   * Has the store forget what has ended.
   *
   * @param current the run that the register names
   * @param counted the runs that were counted before the register was asked: all others of them
   *     have ended, and none can be the current one again
   */
  public void forget(String current, Set<String> counted) {
    Set<String> over = new HashSet<>(counted);
    over.remove(current);
    over.removeAll(forgotten);
    if (!over.isEmpty()) {
      store.accept(over);
      forgotten.addAll(over);
    }
  }

  /**
   * Deletes from the topic what stands there before the run before this one, once totals of this
   * one are known. Comes before the run's end is told, since whoever waits for that may close the
   * aggregator a moment later. Where another run has begun meanwhile, less is deleted than could
   * be.
   *
   * @param current the run that the register named when it was last asked
   */
  public void delete(String current, RunWatch watch) throws InterruptedException {
    if (deletedFor.equals(current)) {
      return;
    }
    OptionalLong kept = watch.totalsKeptFrom(current);
    if (kept.isPresent()) {
      RecordDeletion.before(admin, Map.of(totals, kept.getAsLong()));
      deletedFor = current;
    }
  }
}
