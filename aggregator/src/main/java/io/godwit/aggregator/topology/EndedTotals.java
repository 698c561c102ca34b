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
   * Has go what there is to go.
   *
   * @param current the run that the register names
   * @param counted the runs that were counted before the register was asked: all others of them
   *     have ended, and none can be the current one again
   */
  public void forget(String current, Set<String> counted, RunWatch watch)
      throws InterruptedException {
    Set<String> over = new HashSet<>(counted);
    over.remove(current);
    over.removeAll(forgotten);
    if (!over.isEmpty()) {
      store.accept(over);
      forgotten.addAll(over);
    }
    OptionalLong kept = watch.totalsKeptFrom(current);
    if (kept.isPresent() && !deletedFor.equals(current)) {
      RecordDeletion.before(admin, Map.of(totals, kept.getAsLong()));
      deletedFor = current;
    }
  }
}
