package io.godwit.producer.replay;

import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.TopicReader;
import io.godwit.common.kafka.Topics;
import io.godwit.common.model.ErrorCode;
import io.godwit.common.model.RecordId;
import io.godwit.common.model.Trouble;
import io.godwit.common.replay.LetterSurvey;
import io.godwit.common.replay.OpenLetter;
import io.godwit.common.replay.RootRun;
import io.godwit.common.run.Lag;
import io.godwit.common.spi.Source;
import io.godwit.common.wire.DeadLetters;
import io.godwit.common.wire.JobEntry;
import io.godwit.common.wire.LetterClaim;
import io.godwit.common.wire.LetterClaim.Way;
import io.godwit.common.wire.LetterFilter;
import io.godwit.common.wire.ReplayOrder;
import io.godwit.common.wire.RunPlan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import org.apache.kafka.clients.admin.Admin;

/**
 * Which letters a replay takes, and in what order. Nothing is taken by this alone: the claims that
 * it answers are to be published. For one thread.
 */
public final class LetterPlanning {

  /** At most so many at once, so that a plan fits the heap; typed again, the next are taken. */
  public static final int MOST = 1_000_000;

  private static final int MOST_OF_SPLIT = 10_000;
  private static final long MOST_BYTES_OF_SPLIT = 8 << 20;
  private static final Comparator<Taken> IN_SOURCE_ORDER =
      Comparator.comparingInt((Taken taken) -> taken.letter().origin().split())
          .thenComparingLong(taken -> taken.letter().origin().ordinal());

  private final Cluster cluster;
  private final Topics topics;
  private final JobEntry entry;
  private final ReplayOrder order;
  private final Source source;
  private final boolean inOrder;

  /** A letter that is to be taken, and what decides which split has it. */
  private record Taken(
      LetterClaim.Letter letter, String before, int attempt, String unit, long bytes) {
    boolean isLike(Taken other) {
      return before.equals(other.before) && attempt == other.attempt && unit.equals(other.unit);
    }
  }

  /**
   * The planning of a replay.
   *
   * @param entry of the replay
   * @param source the job's own, in which is read again what letters do not hold
   * @param inOrder whether the last record of a key is to win
   */
  public LetterPlanning(Cluster cluster, JobEntry entry, Source source, boolean inOrder) {
    this.cluster = cluster;
    this.topics = new Topics(entry.job());
    this.entry = entry;
    this.order = entry.replay().orElseThrow();
    this.source = source;
    this.inOrder = inOrder;
  }

  /**
   * The claims of the letters that are open now and meant, one for each split.
   *
   * @throws Trouble where a replay that was given up may still write, or somebody does not answer
   */
  List<LetterClaim> claims() throws Trouble {
    RootRun root = RootRun.read(cluster, topics, order.root());
    LetterSurvey survey = LetterSurvey.of(cluster, topics, root, Optional.empty());
    if (survey.hasLeft()) {
      requirePassedOver();
    }
    return cut(taken(survey, readsAgain(root)));
  }

  /** The claims that a replay has published. */
  List<LetterClaim> published(String run) {
    List<LetterClaim> claims = new ArrayList<>();
    RootRun root = RootRun.read(cluster, topics, order.root());
    try (TopicReader reader = TopicReader.open(cluster, topics.failed(), root.starts().failed())) {
      reader.toEnd(message ->
          LetterClaim.read(message).filter(c -> c.run().equals(run)).ifPresent(claims::add));
    }
    return claims;
  }

  /**
   * A worker of a replay that was given up may be about to settle what it has in hand. Once the
   * group stands behind all work there is, it has, or never will: its commit would be fenced.
   */
  private void requirePassedOver() throws Trouble {
    try (Admin admin = cluster.admin()) {
      if (Lag.ofWorkers(admin, topics).total() > 0) {
        throw new Trouble(
            ErrorCode.WORKER_AWAITED, "workers pass over what a replay has left that was given up");
      }
    }
  }

  /** Whether the job's source is the one that the root run has read. */
  private boolean readsAgain(RootRun root) throws Trouble {
    return root.plan().isPresent()
        && root.plan().map(RunPlan::fingerprint).get().equals(source.fingerprint());
  }

  private List<Taken> taken(LetterSurvey survey, boolean readsAgain) {
    LetterFilter.Choice filter = order.filter().asOf(entry.startedAt());
    int most = Math.min(MOST, order.filter().limit().orElse(MOST));
    PriorityQueue<Taken> first = new PriorityQueue<>(IN_SOURCE_ORDER.reversed());
    survey.forEachOpen(open -> {
      if (filter.takes(open.letter(), open.origin().split(), open.message().timestamp())) {
        way(open, readsAgain).ifPresent(way -> first.add(taken(open, way)));
        if (first.size() > most) {
          first.remove();
        }
      }
    });
    List<Taken> all = new ArrayList<>(first);
    all.sort(
        inOrder
            ? IN_SOURCE_ORDER
            : Comparator.comparing(Taken::before)
                .thenComparingInt(Taken::attempt)
                .thenComparing(IN_SOURCE_ORDER));
    return all;
  }

  private static Optional<Way> way(OpenLetter open, boolean readsAgain) {
    if (DeadLetters.record(open.message(), open.letter(), open.origin()).isPresent()) {
      return Optional.of(Way.FIELDS);
    }
    return readsAgain ? Optional.of(Way.SOURCE) : Optional.empty();
  }

  private static Taken taken(OpenLetter open, Way way) {
    RecordId origin = open.origin();
    return new Taken(
        new LetterClaim.Letter(open.message().partition(), open.message().offset(), origin, way),
        open.letter().run().intern(),
        open.letter().attempt() + 1,
        open.letter().origin().unit().intern(),
        Math.max(0, open.message().serializedValueSize()));
  }

  private List<LetterClaim> cut(List<Taken> taken) {
    List<LetterClaim> claims = new ArrayList<>();
    List<Taken> open = new ArrayList<>();
    long bytes = 0;
    for (Taken next : taken) {
      boolean fits =
          open.isEmpty()
              || (open.getLast().isLike(next)
                  && open.size() < MOST_OF_SPLIT
                  && bytes + next.bytes() <= MOST_BYTES_OF_SPLIT);
      if (!fits) {
        claims.add(claim(claims.size(), open));
        open.clear();
        bytes = 0;
      }
      open.add(next);
      bytes += next.bytes();
    }
    if (!open.isEmpty()) {
      claims.add(claim(claims.size(), open));
    }
    return claims;
  }

  private LetterClaim claim(int split, List<Taken> taken) {
    Taken first = taken.getFirst();
    return new LetterClaim(
        entry.run(),
        order.root(),
        first.before(),
        first.attempt(),
        split,
        first.unit(),
        taken.stream().map(Taken::letter).toList());
  }
}
