package io.godwit.cli.letters;

import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Key;
import io.godwit.common.model.value.Value;
import io.godwit.common.replay.OpenLetter;
import io.godwit.common.wire.letter.DeadLetters;
import io.godwit.common.wire.letter.DeadLetters.DeadLetter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An open letter for machines.
 *
 * @param type always {@code failure}
 * @param root the run that has read its record
 * @param run the run in which it failed last
 * @param split of the root run
 * @param ordinal of the record in that split
 * @param partition of the failed topic
 * @param failedAt as ISO 8601 in UTC
 * @param fields of the record; what is hidden is the text {@code (hidden)}, and numbers that JSON
 *     has not, dates and bytes are texts. Empty where the record could not be read
 * @param forgotten whether its data was removed by {@code godwit forget}
 */
public record LetterLine(
    String type,
    String job,
    String root,
    String run,
    int attempt,
    Optional<String> key,
    String origin,
    int split,
    long ordinal,
    String errorClass,
    String code,
    Optional<String> column,
    Optional<String> step,
    String message,
    int partition,
    long offset,
    String failedAt,
    Optional<Map<String, Object>> fields,
    boolean forgotten) {

  private static final Object NULL = Optional.empty();

  /** The line of a letter. */
  public static LetterLine of(String job, OpenLetter open) {
    DeadLetter letter = open.letter();
    return new LetterLine(
        "failure",
        job,
        letter.lineage().root(),
        letter.run(),
        letter.attempt(),
        letter.key(),
        letter.origin().text(),
        open.origin().split(),
        open.origin().ordinal(),
        letter.failure().code().errorClass().id(),
        letter.failure().code().id(),
        letter.failure().column(),
        letter.step(),
        letter.failure().message(),
        open.message().partition(),
        open.message().offset(),
        Instant.ofEpochMilli(open.message().timestamp()).toString(),
        DeadLetters.shown(open.message()).map(LetterLine::fields),
        letter.forgotten());
  }

  private static Map<String, Object> fields(Document document) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < document.size(); i++) {
      fields.put(document.name(i), json(document.value(i)));
    }
    return fields;
  }

  private static Object json(Value value) {
    return switch (value) {
      case Value.Null ignored -> NULL;
      case Value.Bool(boolean it) -> it;
      case Value.Int32(int it) -> it;
      case Value.Int64(long it) -> it;
      case Value.Decimal(var it) -> it;
      case Value.Float64(double it) when Double.isFinite(it) -> it;
      case Value.Array(List<Value> parts) -> parts.stream().map(LetterLine::json).toList();
      case Value.Nested(Document document) -> fields(document);
      case Value other -> DeadLetters.isHidden(other) ? "(hidden)" : Key.display(other);
    };
  }
}
