package io.godwit.producer;

import io.godwit.common.kafka.SplitTransactions;
import io.godwit.common.kafka.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sees to it that this process publishes the splits that are its own. For one thread. */
final class ShareKeeper {

  private static final Logger LOG = LoggerFactory.getLogger(ShareKeeper.class);

  /** Short against the six seconds after which a producer is missed. */
  private static final long EVERY = Duration.ofMillis(500).toNanos();

  private final Admin admin;
  private final Topics topics;
  private final RunLedger ledger;
  private final SplitShare share;
  private long lookedAt = System.nanoTime();

  /** Of a run whose plan the ledger has. */
  ShareKeeper(Admin admin, Topics topics, RunLedger ledger) {
    this.admin = admin;
    this.topics = topics;
    this.ledger = ledger;
    this.share = new SplitShare(ledger.open());
  }

  /** The share that it keeps. */
  SplitShare share() {
    return share;
  }

  /** Looks whose the splits are now; answers those that are gained. */
  Set<Integer> look() {
    lookedAt = System.nanoTime();
    return share.assign(share.all());
  }

  /** Looks again where the last look is a while ago. */
  void lookIfDue() throws InterruptedException {
    if (System.nanoTime() - lookedAt >= EVERY) {
      var unused = end(look());
    }
  }

  /**
   * Ends what a dead producer has left open of splits that are gained, at once and not only when
   * their turn comes: the positions of all others stand behind it.
   *
   * @return whether there was anything
   */
  boolean end(Set<Integer> gained) throws InterruptedException {
    try {
      List<String> ended = SplitTransactions.end(admin, topics, ledger.run(), gained);
      if (!ended.isEmpty()) {
        LOG.info("{}: ended what was left open: {}", topics.job(), String.join(", ", ended));
      }
      return !ended.isEmpty();
    } catch (ExecutionException e) {
      // Who may not ask is not kept from publishing: what is left open expires.
      LOG.warn("{}: what others have left open is not ended", topics.job(), e);
      return false;
    }
  }
}
