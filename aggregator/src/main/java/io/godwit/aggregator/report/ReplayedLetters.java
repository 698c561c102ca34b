package io.godwit.aggregator.report;

import io.godwit.aggregator.report.RunReport.Replay;
import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.MovedFrom;
import io.godwit.common.kafka.Topics;
import io.godwit.common.replay.LetterSurvey;
import io.godwit.common.replay.RootRun;
import io.godwit.common.wire.Receipt;
import io.godwit.common.wire.letter.DeadLetters.DeadLetter;
import io.godwit.common.wire.letter.LetterClaim;
import io.godwit.common.wire.run.StartOffsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What replays have made of the dead letters of a run and of one another. */
final class ReplayedLetters {

  /** Of a run that has not ended yet, so that nothing of it can have been replayed. */
  static final ReplayedLetters NONE = new ReplayedLetters(StartOffsets.NONE);

  /** Of a letter that no replay has taken. */
  static final String OPEN = "open";

  private static final List<Receipt.End> ENDS = List.of(Receipt.End.values());

  private final StartOffsets starts;
  private final Map<Place, String> became = new HashMap<>();
  private final Map<String, Map<Integer, String>> before = new HashMap<>();
  private final Map<String, Map<String, long[]>> ends = new HashMap<>();
  private final Set<String> runs = new HashSet<>();

  private record Place(int partition, long offset) {}

  private ReplayedLetters(StartOffsets starts) {
    this.starts = starts;
  }

  /**
   * Those of a root run, as the topics have them now.
   *
   * @throws org.apache.kafka.common.KafkaException where no broker answers
   */
  static ReplayedLetters of(Cluster cluster, Topics topics, String root) {
    RootRun rootRun = RootRun.read(cluster, topics, root);
    LetterSurvey survey = LetterSurvey.of(cluster, topics, rootRun, Optional.empty());
    ReplayedLetters letters = new ReplayedLetters(rootRun.starts());
    letters.runs.add(root);
    survey.claims().forEach(claim -> letters.add(claim, survey));
    return letters;
  }

  private void add(LetterClaim claim, LetterSurvey survey) {
    runs.add(claim.run());
    if (claim.letters().stream().anyMatch(one -> one.way() == LetterClaim.Way.WORK)) {
      // It repairs what was written, and nothing becomes of a failure by it.
      return;
    }
    before
        .computeIfAbsent(claim.run(), ignored -> new HashMap<>())
        .put(claim.split(), claim.before());
    long[] counts =
        ends.computeIfAbsent(claim.before(), ignored -> new TreeMap<>())
            .computeIfAbsent(claim.run(), ignored -> new long[ENDS.size() + 1]);
    for (int i = 0; i < claim.letters().size(); i++) {
      LetterClaim.Letter letter = claim.letters().get(i);
      Optional<Receipt.End> end = survey.end(claim, i);
      counts[0]++;
      end.ifPresent(known -> counts[1 + ENDS.indexOf(known)]++);
      // What a replay that was given up has let go of is open, or another has taken it.
      end.ifPresent(known ->
          became.put(
              new Place(letter.partition(), letter.offset()),
              word(letter, known) + " in " + claim.run()));
    }
  }

  private static String word(LetterClaim.Letter letter, Receipt.End end) {
    return letter.way() == LetterClaim.Way.SUPERSEDED
        ? "superseded"
        : end.name().toLowerCase(Locale.ROOT);
  }

  /** Where the letters begin in the failed topic. */
  List<Long> starts() {
    return starts.failed();
  }

  /** The root and its replays. */
  Set<String> runs() {
    return Set.copyOf(runs);
  }

  /** The run in which the record of a letter failed before; empty where it had not. */
  String before(DeadLetter letter) {
    return before.getOrDefault(letter.run(), Map.of()).getOrDefault(letter.id().split(), "");
  }

  /** What has become of the record of a letter since, for people. */
  String became(ConsumerRecord<byte[], byte[]> message) {
    return Stream.concat(Stream.of(message.offset()), MovedFrom.offsets(message.headers()).stream())
        .map(offset -> Optional.ofNullable(became.get(new Place(message.partition(), offset))))
        .flatMap(Optional::stream)
        .findFirst()
        .orElse(OPEN);
  }

  /** The replays of what failed in a run, the first one first. */
  List<Replay> of(String run) {
    List<Replay> replays = new ArrayList<>();
    ends.getOrDefault(run, Map.of())
        .forEach((replay, n) -> replays.add(new Replay(replay, n[0], n[1], n[2], n[3], n[4])));
    return replays;
  }
}
