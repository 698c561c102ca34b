package io.godwit.testkit.guarantee;

import io.godwit.common.model.RecordId;
import io.godwit.common.wire.Receipt;
import io.godwit.common.wire.letter.DeadLetters;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** There is one dead letter for each failed record, and none for any other. */
public final class OneLetterEach implements Guarantee {

  private final Map<RecordId, DeadLetters.DeadLetter> letters = new LinkedHashMap<>();
  private final Map<RecordId, Receipt.Entry> failed = new HashMap<>();
  private final Breaches breaches = new Breaches();

  /** Of a run of which nothing is seen yet. */
  public OneLetterEach() {}

  @Override
  public void see(Seen seen) {
    switch (seen) {
      case Seen.SetAside(var letter) -> {
        if (letters.putIfAbsent(letter.id(), letter) != null) {
          breaches.add(named(letter) + " has one more dead letter");
        }
      }
      case Seen.Settled settled ->
          settled.receipt().entries().stream()
              .filter(entry -> entry.end() == Receipt.End.FAILED)
              .forEach(entry -> failed.put(entry.id(), entry));
      case Seen.Published ignored -> {}
      case Seen.Moved ignored -> {}
      case Seen.Wrote ignored -> {}
      case Seen.Deleted ignored -> {}
      case Seen.Looked ignored -> {}
    }
  }

  private static String named(DeadLetters.DeadLetter letter) {
    return new NamedRecord(letter.id(), letter.origin()).toString();
  }

  @Override
  public void check(FinishedRun run) {
    failed.forEach((id, entry) -> {
      if (!letters.containsKey(id)) {
        breaches.add(NamedRecord.of(entry) + " has failed and has no dead letter");
      }
    });
    letters.forEach((id, letter) -> {
      if (!failed.containsKey(id)) {
        breaches.add(named(letter) + " has a dead letter and has not failed");
      }
    });
    breaches.requireNone("each failed record has one dead letter");
  }
}
