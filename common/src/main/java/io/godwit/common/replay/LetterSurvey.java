package io.godwit.common.replay;

import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.MovedFrom;
import io.godwit.common.kafka.TopicReader;
import io.godwit.common.kafka.Topics;
import io.godwit.common.model.RecordId;
import io.godwit.common.wire.OtherVersion;
import io.godwit.common.wire.Receipt;
import io.godwit.common.wire.ReceiptCodec;
import io.godwit.common.wire.letter.DeadLetters;
import io.godwit.common.wire.letter.DeadLetters.DeadLetter;
import io.godwit.common.wire.letter.LetterClaim;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The dead letters of a run and its replays, and which of them are open. What it holds grows with
 * the letters that replays have taken, and not with those that are there. For one thread.
 *
 * <p>Its methods throw {@link org.apache.kafka.common.KafkaException} where no broker answers.
 */
public final class LetterSurvey {

  private static final byte[] NOTHING = {};
  private static final List<Receipt.End> ENDS = List.of(Receipt.End.values());

  private final Cluster cluster;
  private final Topics topics;
  private final RootRun root;
  private final Map<String, Map<Integer, LetterClaim>> claims = new HashMap<>();
  private final Map<String, Map<Integer, byte[]>> ended = new HashMap<>();
  private final Map<Integer, Set<Long>> taken = new HashMap<>();
  private boolean left;

  private LetterSurvey(Cluster cluster, Topics topics, RootRun root) {
    this.cluster = cluster;
    this.topics = topics;
    this.root = root;
  }

  /**
   * Looks at the claims of all replays of a run.
   *
   * @param underWay the replay that is on its way: what it has taken is taken, ended or not
   */
  public static LetterSurvey of(
      Cluster cluster, Topics topics, RootRun root, Optional<String> underWay) {
    LetterSurvey survey = new LetterSurvey(cluster, topics, root);
    survey.readClaims();
    if (!survey.claims.isEmpty()) {
      survey.readReceipts();
      survey
          .claims
          .values()
          .forEach(splits ->
              splits
                  .values()
                  .forEach(claim -> {
                    survey.take(claim, underWay.filter(claim.run()::equals).isPresent());
                  }));
    }
    return survey;
  }

  private void readClaims() {
    read(message ->
        LetterClaim.read(message)
            .filter(claim -> claim.root().equals(root.run()))
            .ifPresent(claim ->
                claims
                    .computeIfAbsent(claim.run(), ignored -> new HashMap<>())
                    .put(claim.split(), claim)));
  }

  /** Of an earlier run than the last they are gone, and what was taken then stays taken. */
  private void readReceipts() {
    try (TopicReader reader =
        TopicReader.open(cluster, topics.receipts(), root.starts().receipts())) {
      reader.toEnd(message -> receipt(message.value()));
    }
  }

  private void receipt(byte[] value) {
    try {
      if (claims.containsKey(ReceiptCodec.summary(value).run())) {
        Receipt receipt = ReceiptCodec.decode(value);
        receipt.entries().forEach(entry -> note(receipt.summary().run(), entry));
      }
    } catch (OtherVersion e) {
      // A replay of another version is taken for one of which nothing is known.
      ended.remove(e.run());
    }
  }

  private void note(String run, Receipt.Entry entry) {
    RecordId id = entry.id();
    Optional<LetterClaim> claim =
        claim(run, id.split()).filter(found -> id.ordinal() < found.letters().size());
    if (claim.isPresent()) {
      byte[] ends =
          ended
              .computeIfAbsent(run, ignored -> new HashMap<>())
              .computeIfAbsent(id.split(), ignored -> new byte[claim.get().letters().size()]);
      ends[(int) id.ordinal()] = (byte) (1 + ENDS.indexOf(entry.end()));
    }
  }

  private Optional<LetterClaim> claim(String run, int split) {
    return Optional.ofNullable(claims.getOrDefault(run, Map.of()).get(split));
  }

  private void take(LetterClaim claim, boolean whole) {
    boolean known = root.plan().isPresent();
    for (int i = 0; i < claim.letters().size(); i++) {
      LetterClaim.Letter letter = claim.letters().get(i);
      if (letter.way() == LetterClaim.Way.WORK) {
        // No letter, and of no letter's place.
        left |= !whole && known && end(claim, i).isEmpty();
      } else if (whole || !known || end(claim, i).isPresent()) {
        taken.computeIfAbsent(letter.partition(), ignored -> new HashSet<>()).add(letter.offset());
      } else {
        left = true;
      }
    }
  }

  /** How the record of a letter that was taken ended; empty where it has not, or nobody knows. */
  public Optional<Receipt.End> end(LetterClaim claim, int letter) {
    byte[] ends = ended.getOrDefault(claim.run(), Map.of()).getOrDefault(claim.split(), NOTHING);
    return letter < ends.length && ends[letter] > 0
        ? Optional.of(ENDS.get(ends[letter] - 1))
        : Optional.empty();
  }

  /** Whether a replay that was given up has left letters without an outcome. */
  public boolean hasLeft() {
    return left;
  }

  /** The claims of the replays, by run and split. */
  public List<LetterClaim> claims() {
    List<LetterClaim> all = new ArrayList<>();
    claims.values().forEach(splits -> all.addAll(splits.values()));
    return all;
  }

  /** Hands out the letters that are open, in the order of their partitions. */
  public void forEachOpen(Consumer<OpenLetter> each) {
    read(message -> open(message).ifPresent(each));
  }

  private void read(Consumer<ConsumerRecord<byte[], byte[]>> each) {
    try (TopicReader reader = TopicReader.open(cluster, topics.failed(), root.starts().failed())) {
      reader.toEnd(each);
    }
  }

  private Optional<OpenLetter> open(ConsumerRecord<byte[], byte[]> message) {
    if (isTaken(message)) {
      return Optional.empty();
    }
    return letter(message)
        .filter(letter -> letter.lineage().root().equals(root.run()))
        .flatMap(letter -> origin(letter).map(id -> new OpenLetter(letter, id, message)));
  }

  /** A claim knows a letter by where it stood then, and it may have been moved since. */
  private boolean isTaken(ConsumerRecord<byte[], byte[]> message) {
    Set<Long> offsets = taken.getOrDefault(message.partition(), Set.of());
    return offsets.contains(message.offset())
        || MovedFrom.offsets(message.headers()).stream().anyMatch(offsets::contains);
  }

  /** One of another version is left to a Godwit that can read it. */
  private static Optional<DeadLetter> letter(ConsumerRecord<byte[], byte[]> message) {
    try {
      return DeadLetters.read(message);
    } catch (OtherVersion e) {
      return Optional.empty();
    }
  }

  /** Whether a run is a replay of the root that has taken something. */
  public boolean isReplay(String run) {
    return claims.containsKey(run);
  }

  private Optional<RecordId> origin(DeadLetter letter) {
    return origin(letter.run(), letter.id());
  }

  /**
   * The place of a record in the books of the root; a replay has books of its own.
   *
   * @return empty where the run is neither the root nor a replay of it
   */
  public Optional<RecordId> origin(String run, RecordId id) {
    if (run.equals(root.run())) {
      return Optional.of(id);
    }
    return claim(run, id.split())
        .filter(claim -> id.ordinal() < claim.letters().size())
        .map(claim -> claim.letters().get((int) id.ordinal()).origin());
  }
}
