package io.godwit.files.upload;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Verdict;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import io.godwit.common.spi.ResourceBound;
import io.godwit.common.spi.Step;
import io.godwit.common.spi.SupportsBound;
import io.godwit.common.spi.SupportsCompensation;
import io.godwit.common.store.ObjectFacts;
import io.godwit.common.store.ObjectStore;
import io.godwit.common.store.RecordMark;
import io.godwit.files.copy.CopiedTerms;
import io.godwit.files.copy.ObjectName;
import io.godwit.files.turns.Turns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts the files of records into a store. Those of one name are put one after the other, in the
 * order of the batch; all others at once, as far as there is a turn.
 */
final class UploadStep implements Step, SupportsBound, SupportsCompensation {

  private final UploadSpec spec;
  private final ObjectStore from;
  private final ObjectStore to;
  private final Optional<String> run;
  private final ObjectName name;
  private final ObjectName as;
  private final AdaptivePlaces places;
  private final Turns turns;

  /**
   * Over stores that are open; closes them.
   *
   * @param run that objects are marked with; empty where nothing is to be put
   */
  UploadStep(UploadSpec spec, ObjectStore from, ObjectStore to, Optional<String> run) {
    this.spec = spec;
    this.from = from;
    this.to = to;
    this.run = run;
    this.name = ObjectName.of(spec.name());
    this.as = ObjectName.of(spec.as());
    this.places = new AdaptivePlaces(atOnce(), System::nanoTime);
    this.turns = new Turns(places, atOnce());
  }

  private int atOnce() {
    return Math.min(from.concurrency(), to.concurrency());
  }

  @Override
  public ResourceBound bound() {
    return new ResourceBound.AtOnce("uploads to " + spec.to(), atOnce());
  }

  @Override
  public List<Verdict> apply(List<DataRecord> batch) throws Trouble {
    Verdict[] verdicts = new Verdict[batch.size()];
    Map<String, List<Integer>> byName = new LinkedHashMap<>();
    for (int i = 0; i < verdicts.length; i++) {
      DataRecord record = batch.get(i);
      Optional<Verdict> known = withoutFile(record);
      if (known.isPresent()) {
        verdicts[i] = known.get();
      } else {
        byName.computeIfAbsent(as(record), ignored -> new ArrayList<>()).add(i);
      }
    }
    List<Turns.Work> works = new ArrayList<>();
    byName.forEach((named, of) ->
        works.add(() -> {
          for (int i : of) {
            verdicts[i] = put(batch.get(i), named);
          }
        }));
    turns.all(works);
    return Arrays.asList(verdicts);
  }

  /** What is said of a record whose fields name no file; empty where they name one. */
  private Optional<Verdict> withoutFile(DataRecord record) {
    Optional<String> unnamed = name.missing(record.fields());
    if (unnamed.isPresent() || fileOf(record).isEmpty()) {
      String why = unnamed.map(field -> "it has no " + field).orElse("the name would be empty");
      return Optional.of(absent(record, "the record names no file: " + why));
    }
    return as.missing(record.fields())
        .map(field ->
            new Verdict.Reject(
                new Failure(ErrorCode.KEY_MISSING, "upload.as needs the field " + field, field)));
  }

  private String fileOf(DataRecord record) {
    return name.of(record.origin().unit(), record.fields());
  }

  private String as(DataRecord record) {
    return as.of(record.origin().unit(), record.fields());
  }

  private Verdict put(DataRecord record, String named) throws Trouble {
    String file = fileOf(record);
    try {
      FileUpload.End end = new FileUpload(spec, from, to).put(file, named, mark(record));
      return switch (end) {
        case FileUpload.End.Stands(ObjectFacts facts, Optional<String> sha256) -> {
          places.through(facts.size());
          yield new Verdict.Keep(record.withFields(told(record.fields(), named, facts, sha256)));
        }
        case FileUpload.End.Absent ignored ->
            absent(record, "there is no file '" + file + "' in " + spec.from());
        case FileUpload.End.Unfit(Failure failure) -> new Verdict.Reject(failure);
      };
    } catch (Trouble trouble) {
      if (trouble.code() == ErrorCode.STORE_BUSY) {
        places.busy();
      }
      throw trouble;
    }
  }

  private Optional<RecordMark> mark(DataRecord record) {
    return run.map(of -> new RecordMark(of, record.id(), spec.shared()));
  }

  private Verdict absent(DataRecord record, String why) {
    if (spec.required()) {
      return new Verdict.Reject(new Failure(ErrorCode.OBJECT_MISSING, why));
    }
    Document fields = record.fields();
    for (String field : spec.told().fields()) {
      fields = fields.with(field, Value.Null.NULL);
    }
    return new Verdict.Keep(record.withFields(fields));
  }

  private Document told(Document fields, String named, ObjectFacts file, Optional<String> sha256) {
    UploadSpec.Into into = spec.told();
    Document told = with(fields, into.name(), new Value.Text(named));
    told = with(told, into.size(), new Value.Int64(file.size()));
    told = with(told, into.sha256(), sha256.map(UploadStep::text).orElse(Value.Null.NULL));
    told = with(told, into.modified(), new Value.Timestamp(file.modified()));
    Optional<Value> type = CopiedTerms.type(named).map(UploadStep::text);
    return with(told, into.type(), type.orElse(Value.Null.NULL));
  }

  private static Value text(String text) {
    return new Value.Text(text);
  }

  private static Document with(Document fields, Optional<String> field, Value value) {
    return field.isPresent() ? fields.with(field.get(), value) : fields;
  }

  @Override
  public Optional<String> makes(DataRecord record) {
    return run.isEmpty() || spec.shared() || withoutFile(record).isPresent()
        ? Optional.empty()
        : Optional.of(as(record));
  }

  /** Whose an object is, its mark says; the version keeps away from what comes in between. */
  @Override
  public void takeBack(List<Creation> creations) throws Trouble {
    List<Turns.Work> works = new ArrayList<>();
    for (Creation creation : creations) {
      RecordMark mark = new RecordMark(run.orElseThrow(), creation.record());
      works.add(() -> {
        Optional<ObjectFacts> there = to.look(creation.name()).filter(mark::owns);
        if (there.isPresent()) {
          to.remove(creation.name(), Optional.of(there.get().version()));
        }
      });
    }
    turns.all(works);
  }

  @Override
  public void close() {
    from.close();
    to.close();
  }
}
