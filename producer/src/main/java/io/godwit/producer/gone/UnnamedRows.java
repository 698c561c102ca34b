package io.godwit.producer.gone;

import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.Topics;
import io.godwit.common.model.Task;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spi.sink.SupportsGone;
import io.godwit.common.wire.run.StartOffsets;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;

/**
 * Finds the rows that a job owns and that no published record of a run has the key of. It changes
 * nothing. For one thread at a time.
 */
public final class UnnamedRows {

  private final Cluster cluster;
  private final Admin admin;
  private final Topics topics;
  private final Run run;
  private final OwnedRows owned;

  /**
   * The run whose records are compared.
   *
   * @param id the run's
   * @param starts where it begins in the topics
   * @param read how many records it has read at the source
   * @param amiss why that may not be all of them; empty where it is what was counted there
   */
  public record Run(String id, StartOffsets starts, long read, Optional<String> amiss) {}

  /** The client stays the caller's. */
  public UnnamedRows(Cluster cluster, Admin admin, Topics topics, Run run, OwnedRows owned) {
    this.cluster = cluster;
    this.admin = admin;
    this.topics = topics;
    this.run = run;
    this.owned = owned;
  }

  /**
   * A search that has all the keys: it counts and hands out what they leave over. The caller closes
   * it.
   *
   * @throws Trouble where the target does not answer
   * @throws Refused where it cannot be searched, or not every key is known
   */
  public SupportsGone.Search of(Task task) throws Trouble {
    if (run.amiss().isPresent()) {
      throw new Refused(
          ErrorCode.GONE_REFUSED, "what is gone cannot be told: " + run.amiss().get());
    }
    SupportsGone.Search search = owned.search(task);
    boolean ready = false;
    try {
      new PublishedKeys(run.id(), owned, task, search)
          .read(cluster, admin, topics, run.starts(), run.read());
      ready = true;
      return search;
    } finally {
      if (!ready) {
        search.close();
      }
    }
  }
}
