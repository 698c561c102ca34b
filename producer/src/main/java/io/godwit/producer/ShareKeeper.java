package io.godwit.producer;

import io.godwit.common.claim.Crew;
import io.godwit.common.kafka.SplitTransactions;
import io.godwit.common.kafka.Topics;
import io.godwit.common.model.failure.Trouble;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sees to it that this process publishes the splits that are its own. For one thread. */
final class ShareKeeper {

  private static final Logger LOG = LoggerFactory.getLogger(ShareKeeper.class);

  /** Short against the six seconds after which a producer is missed. */
  private static final long EVERY = Duration.ofMillis(500).toNanos();

  private static final int LOOKS_AT_OTHERS = 10;

  private final Admin admin;
  private final Topics topics;
  private final RunLedger ledger;
  private final SplitShare share;
  private final Crew crew;
  private SortedSet<String> present = new TreeSet<>();
  private SortedSet<Integer> before = new TreeSet<>();
  private long lookedAt = System.nanoTime();
  private int looks;

  /** Of a run whose plan the ledger has. */
  ShareKeeper(Admin admin, Topics topics, RunLedger ledger, Crew crew) {
    this.admin = admin;
    this.topics = topics;
    this.ledger = ledger;
    this.crew = crew;
    this.share = new SplitShare(ledger.open());
  }

  /** The share that it keeps. */
  SplitShare share() {
    return share;
  }

  /**
   * Looks for the first time whose the splits are; answers those of this one, some of which are not
   * begun before the next look.
   */
  Set<Integer> begin() {
    var unused = look();
    return before;
  }

  /** Looks again where the last look is a while ago. */
  void lookIfDue() throws InterruptedException {
    if (System.nanoTime() - lookedAt < EVERY) {
      return;
    }
    var unused = end(look());
    ledger.readOn();
    share.published(ledger.closed());
    looks++;
    if (crew.coordinates() && looks % LOOKS_AT_OTHERS == 0) {
      unused = endOthers();
    }
  }

  /**
   * A split is let go of at the first look that gives it to another, and begun at the second that
   * gives it to this one: by then whoever had it has let go of it, if he is alive.
   */
  private Set<Integer> look() {
    lookedAt = System.nanoTime();
    try {
      present = crew.present();
    } catch (Trouble unknown) {
      // What was known stays so: splits go on, and who else publishes them is cut off, or this one.
      LOG.debug("{}: who else publishes is not known now", topics.job(), unknown);
      present.add(crew.me());
    }
    SortedSet<Integer> mine = Sharing.of(ledger.numbers(), present, crew.me());
    SortedSet<Integer> sure = new TreeSet<>(mine);
    if (present.size() > 1) {
      sure.retainAll(before);
    }
    before = mine;
    return share.assign(sure);
  }

  /**
   * Ends what a dead producer has left open of splits that are gained, at once and not only when
   * their turn comes: the positions of all others stand behind it.
   *
   * @return whether there was anything
   */
  boolean end(Set<Integer> gained) throws InterruptedException {
    return ended(() -> SplitTransactions.end(admin, topics, ledger.run(), gained));
  }

  /** A producer of an ended run may have been suspended, and begun a transaction only now. */
  private boolean endOthers() throws InterruptedException {
    return ended(() -> SplitTransactions.endOthers(admin, topics, ledger.run()));
  }

  private interface Ending {
    List<String> end() throws ExecutionException, InterruptedException;
  }

  private boolean ended(Ending ending) throws InterruptedException {
    try {
      List<String> ended = ending.end();
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
