package io.godwit.worker.entry;

import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.value.BareTexts;
import io.godwit.common.model.value.Document;
import io.godwit.common.spec.SinkEntry;
import io.godwit.common.spec.SinkSpec;
import io.godwit.worker.step.ArraySplit;
import io.godwit.worker.step.expression.Condition;
import io.godwit.worker.step.op.FieldChoice;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The rows that one place of a job takes of a record. Any thread may use it. */
final class EntryRows {

  private final int number;
  private final Optional<SinkEntry.Rules> rules;
  private final Optional<Condition> when;
  private final Optional<ArraySplit> each;
  private final Optional<FieldChoice> fields;

  /** What a place takes. */
  sealed interface Result {
    /** These rows; none where its condition is not met, or the array has no element. */
    record Some(List<Document> rows) implements Result {}

    /** What it says of the record cannot be computed. */
    record Unfit(Failure failure) implements Result {}
  }

  /**
   * A place.
   *
   * @param number its place among those of the job, from 0
   */
  EntryRows(int number, SinkSpec sink) {
    String path = "sink[" + number + "]";
    this.number = number;
    this.rules = SinkEntry.rules(sink);
    this.when =
        rules.flatMap(SinkEntry.Rules::when).map(text -> Condition.of(path + ".when", text));
    this.each =
        rules.flatMap(SinkEntry.Rules::each).map(split -> new ArraySplit(split, path + ".each"));
    this.fields = rules.flatMap(SinkEntry.Rules::fields).map(FieldChoice::new);
  }

  int number() {
    return number;
  }

  Result of(Document record) {
    if (when.isPresent()) {
      switch (when.get().of(record)) {
        case Condition.Verdict.Met met -> {
          if (met == Condition.Verdict.Met.NO) {
            return new Result.Some(List.of());
          }
        }
        case Condition.Verdict.Unknown(Failure failure) -> {
          return new Result.Unfit(failure);
        }
      }
    }
    if (each.isEmpty()) {
      return new Result.Some(List.of(chosen(record)));
    }
    return switch (each.get().of(record)) {
      case ArraySplit.Result.Parts(List<Document> parts) -> {
        List<Document> rows = new ArrayList<>(parts.size());
        parts.forEach(part -> rows.add(chosen(part)));
        yield new Result.Some(rows);
      }
      case ArraySplit.Result.Unfit(Failure failure) -> new Result.Unfit(failure);
    };
  }

  private Document chosen(Document row) {
    return fields.isPresent() ? fields.get().of(row) : row;
  }

  /** Which fields of its rows hold bare text; none of those that an element brings does. */
  BareTexts bare(BareTexts record) {
    BareTexts bare =
        rules
            .flatMap(SinkEntry.Rules::each)
            .map(split -> record.without(Set.copyOf(split.made())))
            .orElse(record);
    Optional<Map<String, String>> names = rules.flatMap(SinkEntry.Rules::fields);
    if (names.isEmpty()) {
      return bare;
    }
    BareTexts renamed = BareTexts.NONE;
    for (Map.Entry<String, String> name : names.get().entrySet()) {
      renamed = renamed.with(name.getKey(), bare.has(name.getValue()));
    }
    return renamed.only(new HashSet<>(names.get().keySet()));
  }
}
