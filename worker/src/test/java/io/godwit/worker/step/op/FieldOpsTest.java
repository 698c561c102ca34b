package io.godwit.worker.step.op;

import static io.godwit.worker.step.Samples.doc;
import static io.godwit.worker.step.Samples.int64;
import static io.godwit.worker.step.Samples.kept;
import static io.godwit.worker.step.Samples.rejected;
import static io.godwit.worker.step.Samples.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.lists;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Verdict;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import io.godwit.common.spec.StepSpec;
import io.godwit.worker.step.Pipeline;
import io.godwit.worker.step.Samples;
import io.godwit.worker.step.Steps;
import io.godwit.worker.step.spec.FieldStepSpec;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.quicktheories.core.Gen;

class FieldOpsTest {

  private static final Gen<String> NAMES =
      integers().between(0, 5).map(i -> String.valueOf((char) ('a' + i)));

  private static final Gen<List<String>> SOME_NAMES =
      lists().of(NAMES).ofSizeBetween(1, 5).map(names -> names.stream().distinct().toList());

  /** Distinct to distinct: a step that gives two fields one name is refused with the job file. */
  private static final Gen<Map<String, String>> RENAMES =
      SOME_NAMES.zip(
          SOME_NAMES,
          (from, to) -> {
            Map<String, String> renames = new HashMap<>();
            for (int i = 0; i < Math.min(from.size(), to.size()); i++) {
              renames.put(from.get(i), to.get(i));
            }
            return renames;
          });

  private static Document numbered(List<String> names) {
    Map<String, Value> fields = new LinkedHashMap<>();
    names.forEach(name -> fields.put(name, int64(fields.size())));
    return Document.of(fields);
  }

  /** One pipeline meets both documents, the second also with the plan of the first at hand. */
  private static void assertEach(
      StepSpec step,
      List<String> one,
      List<String> other,
      java.util.function.Function<Map<String, Value>, Optional<Map<String, Value>>> naive) {
    try (Pipeline pipeline = Steps.compile(List.of(step), Samples.NO_LOOKUPS)) {
      for (List<String> names : List.of(one, other, other, one)) {
        Document document = numbered(names);
        Optional<Document> expected = naive.apply(document.toMap()).map(Document::of);
        Optional<Document> actual =
            switch (pipeline.run(List.of(Samples.record(document))).get(0)) {
              case Verdict.Keep(DataRecord record) -> Optional.of(record.fields());
              case Verdict.Split ignored -> throw new AssertionError("split");
              case Verdict.Drop ignored -> throw new AssertionError("dropped");
              case Verdict.Reject(Failure failure) -> {
                assertThat(failure.code()).isEqualTo(ErrorCode.FIELD_EXISTS);
                yield Optional.empty();
              }
            };
        assertThat(actual).isEqualTo(expected);
      }
    } catch (Trouble e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void keepLeavesWhatAMapWouldRetain() {
    qt().forAll(SOME_NAMES, SOME_NAMES, SOME_NAMES)
        .checkAssert((one, other, keep) ->
            assertEach(
                new FieldStepSpec.Keep(keep),
                one,
                other,
                fields -> {
                  fields.keySet().retainAll(keep);
                  return Optional.of(fields);
                }));
  }

  @Test
  void removeLeavesWhatAMapWouldNotRemove() {
    qt().forAll(SOME_NAMES, SOME_NAMES, SOME_NAMES)
        .checkAssert((one, other, remove) ->
            assertEach(
                new FieldStepSpec.Remove(remove),
                one,
                other,
                fields -> {
                  remove.forEach(fields::remove);
                  return Optional.of(fields);
                }));
  }

  @Test
  void renameMovesAllNamesAtOnceOrRejects() {
    qt().forAll(SOME_NAMES, SOME_NAMES, RENAMES)
        .checkAssert((one, other, renames) ->
            assertEach(
                new FieldStepSpec.Rename(renames),
                one,
                other,
                fields -> {
                  Map<String, Value> renamed = new LinkedHashMap<>();
                  fields.forEach((k, v) -> renamed.put(renames.getOrDefault(k, k), v));
                  return renamed.size() == fields.size() ? Optional.of(renamed) : Optional.empty();
                }));
  }

  @Test
  void renameSwapsAndIgnoresAbsentFields() {
    assertThat(
            kept(
                doc("a", int64(1), "b", int64(2)),
                new FieldStepSpec.Rename(Map.of("a", "b", "b", "a", "absent", "c"))))
        .isEqualTo(doc("b", int64(1), "a", int64(2)));
  }

  @Test
  void renameToAnotherFieldRejectsAndNamesIt() {
    Failure failure =
        rejected(doc("b", text("x"), "a", int64(1)), new FieldStepSpec.Rename(Map.of("a", "b")));

    assertThat(failure)
        .isEqualTo(
            new Failure(
                ErrorCode.FIELD_EXISTS,
                "rename a to b: the record would have two fields named 'b'",
                "b"));
  }
}
