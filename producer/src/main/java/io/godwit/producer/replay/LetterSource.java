package io.godwit.producer.replay;

import io.godwit.common.kafka.BrokerMessages;
import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.Topics;
import io.godwit.common.model.Plan;
import io.godwit.common.model.Position;
import io.godwit.common.model.RecordId;
import io.godwit.common.model.Split;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.schema.Inspection;
import io.godwit.common.replay.RootRun;
import io.godwit.common.spi.Source;
import io.godwit.common.spi.SplitReader;
import io.godwit.common.wire.Lineage;
import io.godwit.common.wire.letter.LetterClaim;
import io.godwit.common.wire.run.JobEntry;
import io.godwit.producer.feed.SupportsReplay;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The dead letters of a finished run, as the source of its replay. Its splits are claims; the job's
 * own source is asked only for what letters do not hold.
 */
public final class LetterSource implements Source, SupportsReplay {

  private final Cluster cluster;
  private final Topics topics;
  private final JobEntry entry;
  private final Source source;
  private final LetterPlanning planning;
  private List<LetterClaim> planned = List.of();
  private Map<Integer, LetterClaim> claims = Map.of();

  /**
   * The letters that a replay takes, or has taken.
   *
   * @param entry of the replay
   * @param source the job's own; it is closed with this one
   * @param planning which letters it takes
   */
  public LetterSource(Cluster cluster, JobEntry entry, Source source, LetterPlanning planning) {
    this.cluster = cluster;
    this.topics = new Topics(entry.job());
    this.entry = entry;
    this.source = source;
    this.planning = planning;
  }

  @Override
  public Inspection inspect() throws Trouble {
    return source.inspect();
  }

  @Override
  public synchronized Plan plan() throws Trouble {
    planned = BrokerMessages.asking(planning::claims);
    claims = bySplit(planned);
    List<Split> splits = planned.stream().map(LetterSource::split).toList();
    return new Plan(splits, fingerprint(), List.of());
  }

  private static Split split(LetterClaim claim) {
    String range =
        claim.letters().size() + " of " + claim.before() + ", attempt " + claim.attempt();
    return new Split(claim.split(), claim.unit(), range, claim.letters().size());
  }

  @Override
  public synchronized List<ProducerRecord<byte[], byte[]>> claims() {
    return planned.stream().map(claim -> claim.message(topics.failed())).toList();
  }

  /** What is read again must be the source that failed; for the rest it may be gone. */
  @Override
  public String fingerprint() throws Trouble {
    boolean reads = false;
    for (LetterClaim claim : known().values()) {
      reads |= claim.letters().stream().anyMatch(l -> l.way() == LetterClaim.Way.SOURCE);
    }
    return "letters of " + entry.root() + (reads ? " and " + source.fingerprint() : "");
  }

  @Override
  public SplitReader read(Split split, Position from) throws Trouble {
    LetterClaim claim = claim(split.number());
    RootRun root = BrokerMessages.asking(() -> RootRun.read(cluster, topics, entry.root()));
    SourceAgain again = new SourceAgain(source, root.splits());
    return BrokerMessages.asking(() -> LetterReader.open(cluster, topics, claim, from, again));
  }

  @Override
  public Lineage lineage(int split) throws Trouble {
    LetterClaim claim = claim(split);
    return new Lineage(claim.root(), claim.attempt());
  }

  @Override
  public boolean isSuperseded(RecordId id) throws Trouble {
    List<LetterClaim.Letter> letters = claim(id.split()).letters();
    return letters.get(Math.toIntExact(id.ordinal())).way() == LetterClaim.Way.SUPERSEDED;
  }

  private LetterClaim claim(int split) throws Trouble {
    return Optional.ofNullable(known().get(split))
        .orElseThrow(() ->
            new IllegalStateException(
                "replay " + entry.run() + " has no claim of its split " + split));
  }

  /** Planned here, or by another process: then they stand in the failed topic. */
  private synchronized Map<Integer, LetterClaim> known() throws Trouble {
    if (claims.isEmpty()) {
      claims = bySplit(BrokerMessages.asking(() -> planning.published(entry.run())));
    }
    return claims;
  }

  private static Map<Integer, LetterClaim> bySplit(List<LetterClaim> claims) {
    Map<Integer, LetterClaim> bySplit = new TreeMap<>();
    claims.forEach(claim -> bySplit.put(claim.split(), claim));
    return bySplit;
  }

  @Override
  public void close() {
    source.close();
  }
}
