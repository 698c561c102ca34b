package io.godwit.files.copy;

import io.godwit.common.model.Answer;
import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Match;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.Row;
import io.godwit.common.model.Write;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.text.NearestName;
import io.godwit.common.model.value.Document;
import io.godwit.common.spi.Sink;
import io.godwit.common.spi.sink.SupportsFields;
import io.godwit.common.spi.sink.SupportsVerify;
import io.godwit.common.store.RecordMark;
import io.godwit.files.turns.Turns;
import io.godwit.files.undo.Overwriting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Copies the objects of a unit's records. Those of one name are copied one after the other, in the
 * order of the batch; all others at once, as far as there is a turn.
 *
 * @param turns shared by all sinks of the target
 * @param run that objects are marked with; empty where nobody has said, and then a repeated copy
 *     may be called unchanged
 */
record ObjectsSink(ObjectName name, String unit, ObjectCopy copy, Turns turns, Optional<OfRun> run)
    implements Sink, SupportsFields, SupportsVerify {

  /**
   * Whose records are written.
   *
   * @param name of the run
   * @param overwriting what is done before an object is put
   */
  record OfRun(String name, Overwriting overwriting) {}

  /** The same for records of a run. */
  ObjectsSink of(String named, Overwriting overwriting) {
    return new ObjectsSink(name, unit, copy, turns, Optional.of(new OfRun(named, overwriting)));
  }

  @Override
  public List<Answer> write(List<Write> batch) throws Trouble {
    Answer[] answers = new Answer[batch.size()];
    Map<String, List<Integer>> places = new LinkedHashMap<>();
    for (int i = 0; i < answers.length; i++) {
      Document fields = batch.get(i).only();
      Optional<String> missing = missing(fields);
      if (missing.isPresent()) {
        answers[i] =
            new Outcome.Failed(
                new Failure(
                    ErrorCode.KEY_MISSING,
                    "an object needs the field " + missing.get(),
                    missing.get()));
      } else {
        places.computeIfAbsent(name.of(unit, fields), n -> new ArrayList<>()).add(i);
      }
    }
    List<Turns.Work> works = new ArrayList<>();
    places.forEach((named, of) ->
        works.add(() -> {
          for (int i : of) {
            answers[i] = copy(batch.get(i), named);
          }
        }));
    turns.all(works);
    return Arrays.asList(answers);
  }

  private Optional<String> missing(Document fields) {
    return SourceObject.of(fields).isEmpty()
        ? Optional.of(SourceObject.NAME)
        : name.missing(fields);
  }

  private Answer copy(Write write, String named) throws Trouble {
    DataRecord record = write.record();
    SourceObject source = SourceObject.of(write.only()).orElseThrow();
    Optional<String> mark = run.map(of -> new RecordMark(of.name(), record.id()).text());
    return copy.copy(source, named, mark, run.map(OfRun::overwriting).orElse(Overwriting.PLAIN));
  }

  /** What its name is made of. */
  @Override
  public List<String> key(int table) {
    List<String> fields = name.fields();
    return fields.isEmpty() ? List.of(SourceObject.NAME) : fields;
  }

  @Override
  public List<Match> compare(List<Row> rows) throws Trouble {
    Match[] matches = new Match[rows.size()];
    CopyComparison comparison = new CopyComparison(copy.from(), copy.to());
    List<Turns.Work> works = new ArrayList<>();
    for (int i = 0; i < matches.length; i++) {
      int place = i;
      Document fields = rows.get(i).fields();
      works.add(() -> matches[place] = match(comparison, fields));
    }
    turns.all(works);
    return List.of(matches);
  }

  private Match match(CopyComparison comparison, Document fields) throws Trouble {
    Optional<String> missing = missing(fields);
    return missing.isPresent()
        ? new Match.Unclear("an object needs the field " + missing.get())
        : comparison.of(SourceObject.of(fields).orElseThrow(), name.of(unit, fields));
  }

  @Override
  public void check(Set<String> fields) {
    List<String> needed = new ArrayList<>(name.fields());
    needed.add(SourceObject.NAME);
    for (String field : needed) {
      if (!fields.contains(field)) {
        throw new Refused(
            ErrorCode.COLUMN_MISSING,
            "the sink needs the field '"
                + field
                + "', and records have "
                + String.join(", ", fields)
                + NearestName.to(field, List.copyOf(fields))
                    .map(near -> "; did you mean '" + near + "'?")
                    .orElse(""));
      }
    }
  }
}
