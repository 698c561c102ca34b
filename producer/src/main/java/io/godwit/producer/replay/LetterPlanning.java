package io.godwit.producer.replay;

import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.TopicReader;
import io.godwit.common.kafka.Topics;
import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Reading;
import io.godwit.common.model.RecordId;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.replay.LetterSurvey;
import io.godwit.common.replay.OpenLetter;
import io.godwit.common.replay.RootRun;
import io.godwit.common.run.Lag;
import io.godwit.common.spi.Source;
import io.godwit.common.wire.letter.DeadLetters;
import io.godwit.common.wire.letter.LetterClaim;
import io.godwit.common.wire.letter.LetterClaim.Way;
import io.godwit.common.wire.letter.LetterFilter;
import io.godwit.common.wire.run.JobEntry;
import io.godwit.common.wire.run.ReplayOrder;
import io.godwit.common.wire.run.RunPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.ToLongFunction;
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
  private final Cluster cluster;
  private final Topics topics;
  private final JobEntry entry;
  private final ReplayOrder order;
  private final Source source;
  private final boolean inOrder;
  private final Optional<ToLongFunction<DataRecord>> rows;

  /**
   * The planning of a replay.
   *
   * @param entry of the replay
   * @param source the job's own, in which is read again what letters do not hold
   * @param inOrder whether the last record of a key is to win
   * @param rows the hash of the row that a record becomes, as the target tells rows apart; empty
   *     where nothing newer can be written over, or somebody has said that it may
   */
  public LetterPlanning(
      Cluster cluster,
      JobEntry entry,
      Source source,
      boolean inOrder,
      Optional<ToLongFunction<DataRecord>> rows) {
    this.rows = rows;
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
    if (order.repairs().isPresent()) {
      try (TopicReader work = TopicReader.open(cluster, topics.work(), root.starts().work())) {
        LaterWrites.requireWhole(work, root.run());
      }
      return cut(
          new DifferingRecords(cluster, topics, order.root(), order.repairs().get()).taken(MOST));
    }
    List<TakenLetter> taken = taken(survey, readsAgain(root));
    return cut(rows.isPresent() ? sifted(taken, root, survey, rows.get()) : taken);
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

  private List<TakenLetter> taken(LetterSurvey survey, boolean readsAgain) {
    LetterFilter.Choice filter = order.filter().asOf(entry.startedAt());
    int most = Math.min(MOST, order.filter().limit().orElse(MOST));
    PriorityQueue<TakenLetter> first = new PriorityQueue<>(TakenLetter.IN_SOURCE_ORDER.reversed());
    survey.forEachOpen(open -> {
      if (!open.letter().forgotten()
          && filter.takes(open.letter(), open.origin().split(), open.message().timestamp())) {
        taken(open, readsAgain).ifPresent(first::add);
        if (first.size() > most) {
          first.remove();
        }
      }
    });
    List<TakenLetter> all = new ArrayList<>(first);
    all.sort(inOrder ? TakenLetter.IN_SOURCE_ORDER : TakenLetter.BY_LINEAGE);
    return all;
  }

  /** Empty where the letter does not hold its record, and the source is not to be read again. */
  private Optional<TakenLetter> taken(OpenLetter open, boolean readsAgain) {
    Optional<DataRecord> record = DeadLetters.record(open.message(), open.letter(), open.origin());
    if (record.isEmpty() && !readsAgain) {
      return Optional.empty();
    }
    Way way = record.isPresent() ? Way.FIELDS : Way.SOURCE;
    return Optional.of(
        new TakenLetter(
            new LetterClaim.Letter(
                open.message().partition(), open.message().offset(), open.origin(), way),
            open.letter().run(),
            open.letter().attempt() + 1,
            open.letter().origin().unit(),
            Math.max(0, open.message().serializedValueSize()),
            rows.flatMap(row -> record.map(row::applyAsLong)),
            record.isPresent() ? Optional.empty() : Optional.of(open.letter())));
  }

  /** With those marked of whose row a later record was written. */
  private List<TakenLetter> sifted(
      List<TakenLetter> taken, RootRun root, LetterSurvey survey, ToLongFunction<DataRecord> row)
      throws Trouble {
    List<TakenLetter> known = new ArrayList<>(taken.size());
    Map<Long, RecordId> asked = new HashMap<>();
    try (SourceAgain again = new SourceAgain(source, root.splits())) {
      for (TakenLetter one : taken) {
        TakenLetter read = one.unread().isEmpty() ? one : one.with(row(one, again, row));
        known.add(read);
        read.row().ifPresent(hash -> asked.merge(hash, one.origin(), LaterWrites::earlier));
      }
    }
    Map<Long, RecordId> last = new LaterWrites(cluster, topics, root, survey, row, asked).find();
    return known.stream()
        .map(one ->
            one.row()
                    .map(last::get)
                    .filter(later -> LaterWrites.isBehind(later, one.origin()))
                    .isPresent()
                ? one.superseded()
                : one)
        .toList();
  }

  /** Of what cannot be read now either no row is known, and none will be written. */
  private static Optional<Long> row(
      TakenLetter one, SourceAgain again, ToLongFunction<DataRecord> row) throws Trouble {
    return again
        .read(one.origin(), one.unread().orElseThrow())
        .flatMap(found ->
            switch (found) {
              case Reading.Read(var record) -> Optional.of(row.applyAsLong(record));
              case Reading.Unreadable ignored -> Optional.empty();
              case Reading.LeftOut ignored -> Optional.empty();
            });
  }

  private List<LetterClaim> cut(List<TakenLetter> taken) {
    List<LetterClaim> claims = new ArrayList<>();
    List<TakenLetter> open = new ArrayList<>();
    long bytes = 0;
    for (TakenLetter next : taken) {
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

  private LetterClaim claim(int split, List<TakenLetter> taken) {
    TakenLetter first = taken.getFirst();
    return new LetterClaim(
        entry.run(),
        order.root(),
        first.before(),
        first.attempt(),
        split,
        first.unit(),
        taken.stream().map(TakenLetter::letter).toList());
  }
}
