package io.godwit.worker.step;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import io.godwit.common.spec.ArrayParts;
import io.godwit.worker.step.kinds.ValueKind;
import io.godwit.worker.step.op.ByNames;
import io.godwit.worker.step.op.FieldLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Takes the parts of documents out of an array that they have. Any thread may use it. */
public final class ArraySplit {

  private final ArrayParts spec;
  private final String what;
  private final ByNames<FieldLayout> kept;

  /** What becomes of a document. */
  public sealed interface Result {
    /** Its parts, in the order of the elements; none where the job leaves such records out. */
    record Parts(List<Document> parts) implements Result {}

    /** It cannot be taken apart. */
    record Unfit(Failure failure) implements Result {}
  }

  /**
   * A split.
   *
   * @param what messages call it, as in {@code sink[1].each}
   */
  public ArraySplit(ArrayParts spec, String what) {
    this.spec = spec;
    this.what = what;
    String array = spec.field();
    Optional<Set<String>> keep = spec.keep().map(Set::copyOf);
    this.kept =
        new ByNames<>(document ->
            FieldLayout.only(
                document,
                name ->
                    !name.equals(array) && keep.map(names -> names.contains(name)).orElse(true)));
  }

  /** The parts of a document. */
  public Result of(Document document) {
    Value value = document.get(spec.field()).orElse(Value.Null.NULL);
    return switch (value) {
      case Value.Null ignored -> empty(document, "missing or null");
      case Value.Array(List<Value> elements) ->
          elements.isEmpty() ? empty(document, "empty") : parts(document, elements);
      default ->
          unfit("the field is of type " + ValueKind.of(value) + ", not an array; leave it out");
    };
  }

  private Result empty(Document document, String how) {
    return switch (spec.empty()) {
      case DROP -> new Result.Parts(List.of());
      case KEEP -> new Result.Parts(List.of(kept.of(document).apply(document)));
      case REJECT ->
          unfit("the array is " + how + ", and the job has such records rejected (empty: reject)");
    };
  }

  private Result parts(Document document, List<Value> elements) {
    Document own = kept.of(document).apply(document);
    Optional<String> twice = spec.made().stream().filter(name -> own.indexOf(name) >= 0).findAny();
    if (twice.isPresent()) {
      return new Result.Unfit(
          new Failure(
              ErrorCode.FIELD_EXISTS,
              what
                  + ": a part would have two fields named '"
                  + twice.get()
                  + "', of the record and of the element; keep names those of the record",
              twice.get()));
    }
    List<Document> parts = new ArrayList<>(elements.size());
    for (int i = 0; i < elements.size(); i++) {
      Optional<Document> part = part(own, elements.get(i), i + 1);
      if (part.isEmpty()) {
        return unfit(
            "element %d is of type %s, and fields are taken of documents only"
                .formatted(i + 1, ValueKind.of(elements.get(i))));
      }
      parts.add(part.get());
    }
    return new Result.Parts(parts);
  }

  /** Empty where the element has no fields to take. */
  private Optional<Document> part(Document own, Value element, int position) {
    Document part = own;
    if (spec.take().isPresent()) {
      if (!(element instanceof Value.Nested(Document fields))) {
        return Optional.empty();
      }
      for (Map.Entry<String, String> taken : spec.take().get().entrySet()) {
        Optional<Value> value = fields.get(taken.getValue());
        if (value.isPresent()) {
          part = part.with(taken.getKey(), value.get());
        }
      }
    }
    if (spec.into().isPresent()) {
      part = part.with(spec.into().get(), element);
    }
    return Optional.of(
        spec.position().isPresent()
            ? part.with(spec.position().get(), new Value.Int32(position))
            : part);
  }

  private Result unfit(String reason) {
    return new Result.Unfit(
        new Failure(
            ErrorCode.VALUE_TYPE,
            what + ": field '" + spec.field() + "': " + reason,
            spec.field()));
  }
}
