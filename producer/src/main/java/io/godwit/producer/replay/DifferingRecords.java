package io.godwit.producer.replay;

import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.TopicReader;
import io.godwit.common.kafka.Topics;
import io.godwit.common.model.RecordId;
import io.godwit.common.wire.letter.LetterClaim;
import io.godwit.common.wire.run.VerifiedRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The records of a root run of which a comparison has found the target to differ, as something that
 * a replay takes. Each once, however many of its rows differ. Those of an earlier replay are left
 * out: they stand in the books of that one.
 */
record DifferingRecords(Cluster cluster, Topics topics, String root, long began) {

  /** In the order of the source, as far as they were kept; at most so many. */
  List<TakenLetter> taken(int most) {
    Map<RecordId, TakenLetter> found = new HashMap<>();
    try (TopicReader reader = TopicReader.open(cluster, topics.verified())) {
      reader.toEnd(message ->
          VerifiedRow.read(message, began)
              .filter(row -> row.recordRun().equals(root) && isRepaired(row))
              .filter(row -> found.size() < most)
              .ifPresent(row -> {
                TakenLetter one = taken(row);
                found.put(one.origin(), one);
              }));
    }
    List<TakenLetter> all = new ArrayList<>(found.values());
    all.sort(TakenLetter.BY_LINEAGE);
    return all;
  }

  /** Of a doubled row it is not known which is one too many, and an extra one has no record. */
  private static boolean isRepaired(VerifiedRow row) {
    return switch (row.kind()) {
      case MISSING, DIFFERENT -> true;
      case DOUBLED, EXTRA, UNCLEAR -> false;
    };
  }

  private TakenLetter taken(VerifiedRow row) {
    RecordId id = new RecordId(row.split(), row.ordinal());
    return new TakenLetter(
        new LetterClaim.Letter(row.partition(), row.offset(), id, LetterClaim.Way.WORK),
        root,
        2,
        row.unit(),
        1,
        Optional.empty(),
        Optional.empty());
  }
}
