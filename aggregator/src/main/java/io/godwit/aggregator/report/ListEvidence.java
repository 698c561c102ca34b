package io.godwit.aggregator.report;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.wire.letter.DeadLetters.DeadLetter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What the lists of a run showed while they were written: every receipt entry and dead letter of
 * the run has passed here.
 */
final class ListEvidence {

  /** Samples kept of each code. */
  private static final int SAMPLES = 5;

  /** All entries of receipts. */
  final RecordChecksum entries = new RecordChecksum();

  /** The entries that failed. */
  final RecordChecksum failedEntries = new RecordChecksum();

  /** The dead letters. */
  final RecordChecksum letters = new RecordChecksum();

  private final Map<ErrorCode, List<DeadLetter>> samples = new EnumMap<>(ErrorCode.class);

  /** Takes note of a dead letter, and keeps it where it is among the first of its code. */
  void letter(DeadLetter letter) {
    letters.add(letter.id());
    List<DeadLetter> kept =
        samples.computeIfAbsent(letter.failure().code(), ignored -> new ArrayList<>());
    if (kept.size() < SAMPLES) {
      kept.add(letter);
    }
  }

  /** The first dead letters of a code in the order of their topic. */
  List<DeadLetter> samples(ErrorCode code) {
    return samples.getOrDefault(code, List.of());
  }
}
