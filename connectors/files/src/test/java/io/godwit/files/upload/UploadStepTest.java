package io.godwit.files.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Origin;
import io.godwit.common.model.RecordId;
import io.godwit.common.model.Verdict;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Key;
import io.godwit.common.model.value.Value;
import io.godwit.common.spec.UnitStep;
import io.godwit.common.spec.rule.BrokenRule;
import io.godwit.common.spec.rule.Size;
import io.godwit.common.spi.Opening;
import io.godwit.common.spi.ResourceBound;
import io.godwit.common.spi.Step;
import io.godwit.common.spi.SupportsCompensation.Creation;
import io.godwit.common.store.ObjectFacts;
import io.godwit.common.store.ObjectStore;
import io.godwit.common.store.PutTerms;
import io.godwit.common.store.RecordMark;
import io.godwit.common.wire.cbor.RowEncoder;
import io.godwit.files.copy.CopiedTerms;
import io.godwit.files.folder.FolderGround;
import io.godwit.testkit.contract.PlainConnections;
import io.godwit.testkit.contract.StepContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Uploads from folder to folder, what becomes of each record, and what is taken back. */
class UploadStepTest implements StepContract {

  private static final UploadSpec.Into INTO =
      new UploadSpec.Into(
          Optional.of("object"),
          Optional.of("bytes"),
          Optional.of("hash"),
          Optional.of("type"),
          Optional.of("modified"));

  /** Of {@code abc}. */
  private static final String HASH =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @TempDir private Path folder;

  private FolderGround from = new FolderGround(Path.of(""));
  private FolderGround to = new FolderGround(Path.of(""));

  @BeforeEach
  void folders() throws IOException {
    from = FolderGround.in(folder);
    to = FolderGround.in(folder);
    file("a.pdf", "abc");
    file("it's \u30ec.txt", "abc");
    file("empty", "");
    file("large", "x".repeat(101));
  }

  private void file(String name, String content) throws IOException {
    Files.writeString(from.root().resolve(name), content);
  }

  private static UploadSpec spec(boolean required, boolean shared) {
    return new UploadSpec(
        "a",
        "{file}",
        "b",
        "up/{id}/{file}",
        Optional.of(INTO),
        required,
        false,
        Optional.of(new Size(100)),
        shared);
  }

  private static UploadSpec named(String as, boolean shared) {
    return new UploadSpec(
        "a", "{file}", "b", as, Optional.of(INTO), true, true, Optional.empty(), shared);
  }

  private static DataRecord record(int ordinal, int id, Value file) {
    Document fields = Document.of("id", new Value.Int32(id)).with("file", file);
    return new DataRecord(
        new RecordId(0, ordinal), new Key(String.valueOf(id)), new Origin("u", 1), fields);
  }

  private static DataRecord record(int ordinal, String file) {
    return record(ordinal, ordinal, new Value.Text(file));
  }

  private UploadStep step(UploadSpec spec, String run) throws Trouble {
    return new UploadStep(spec, from.open(), to.open(), Optional.of(run));
  }

  @Override
  public Step open() throws Trouble {
    return step(spec(true, false), "r1");
  }

  @Override
  public List<DataRecord> records() {
    List<DataRecord> records = new ArrayList<>();
    for (String name : List.of("a.pdf", "it's \u30ec.txt", "empty", "large", "none", "", "../a")) {
      records.add(record(records.size(), name));
    }
    records.add(record(records.size(), 9, Value.Null.NULL));
    return records;
  }

  private static ErrorCode code(Verdict verdict) {
    return ((Verdict.Reject) verdict).failure().code();
  }

  private static Document fields(Verdict verdict) {
    return ((Verdict.Keep) verdict).record().fields();
  }

  private Optional<ObjectFacts> there(String name) throws Trouble {
    try (ObjectStore store = to.open()) {
      return store.look(name);
    }
  }

  @Test
  void aRecordIsToldOfItsObject() throws Exception {
    try (UploadStep step = step(spec(true, false), "r1")) {
      assertThat(step.bound()).isInstanceOf(ResourceBound.AtOnce.class);
      Document told = fields(step.apply(records()).getFirst());
      assertThat(told.get("object")).hasValue(new Value.Text("up/0/a.pdf"));
      assertThat(told.get("bytes")).hasValue(new Value.Int64(3));
      assertThat(told.get("hash")).hasValue(new Value.Text(HASH));
      assertThat(told.get("type")).hasValue(new Value.Text("application/pdf"));
      assertThat(told.get("modified"))
          .hasValue(
              new Value.Timestamp(
                  Files.getLastModifiedTime(from.root().resolve("a.pdf")).toInstant()));
      assertThat(step.apply(records()).stream().skip(2).map(UploadStepTest::code))
          .containsExactly(
              ErrorCode.OBJECT_SIZE,
              ErrorCode.OBJECT_SIZE,
              ErrorCode.OBJECT_MISSING,
              ErrorCode.OBJECT_MISSING,
              ErrorCode.OBJECT_NAME,
              ErrorCode.OBJECT_MISSING);
    }
    assertThat(to.contents()).containsOnlyKeys("up/0/a.pdf", "up/1/it's \u30ec.txt");
    assertThat(there("up/0/a.pdf").flatMap(RecordMark::of))
        .hasValue(new RecordMark("r1", new RecordId(0, 0)));
  }

  @Test
  void aFileThatIsNotRequiredLeavesNulls() throws Exception {
    try (UploadStep step = step(spec(false, false), "r1")) {
      List<DataRecord> batch = List.of(record(0, "none"), record(1, 1, Value.Null.NULL));
      for (Verdict verdict : step.apply(batch)) {
        for (String field : INTO.fields()) {
          assertThat(fields(verdict).get(field)).hasValue(Value.Null.NULL);
        }
      }
    }
  }

  /** What lies at the source of a put goes along, but for whose it is there. */
  @Test
  void theNotesOfAFileGoAlongButNotItsMarks() throws Exception {
    Map<String, String> notes =
        Map.of(PutTerms.MARK, "theirs", PutTerms.REPLACED, "yes", "lang", "de");
    ObjectFacts facts = new ObjectFacts("a.PDF", 1, Instant.EPOCH, "v", Optional.empty(), notes);
    PutTerms terms = CopiedTerms.of(facts, "a.PDF", false, Optional.of("ours"));
    assertThat(terms.notes()).containsEntry("lang", "de").doesNotContainValue("theirs");
    assertThat(terms.mark()).hasValue("ours");
    assertThat(terms.type()).hasValue("application/pdf");
    try (ObjectStore in = from.open();
        ObjectStore out = to.open()) {
      FileUpload upload = new FileUpload(named("{file}", false), in, out);
      assertThat(upload.put("none", "x", Optional.empty())).isEqualTo(FileUpload.End.Absent.ABSENT);
      assertThat(upload.put("empty", "x", Optional.of(new RecordMark("r", new RecordId(0, 0)))))
          .isInstanceOf(FileUpload.End.Stands.class);
    }
    assertThat(to.contents()).containsOnlyKeys("x");
  }

  /** The target has what another run has put: it is no reason to fail, and not ours to remove. */
  @Test
  void theSameContentIsTakenAsItIs() throws Exception {
    DataRecord record = record(0, "a.pdf");
    try (UploadStep first = step(spec(true, false), "r1");
        UploadStep second = step(spec(true, false), "r2")) {
      Verdict said = first.apply(List.of(record)).getFirst();
      assertThat(second.apply(List.of(record))).containsExactly(said);
      second.takeBack(List.of(creation(second, record)));
      assertThat(to.contents()).containsOnlyKeys("up/0/a.pdf");
      file("a.pdf", "xyz");
      assertThat(code(second.apply(List.of(record)).getFirst())).isEqualTo(ErrorCode.OBJECT_EXISTS);
      file("a.pdf", "wxyz");
      assertThat(code(second.apply(List.of(record)).getFirst())).isEqualTo(ErrorCode.OBJECT_EXISTS);
      // Ours by its mark, and another content: the file was changed since an attempt before.
      assertThat(code(first.apply(List.of(record)).getFirst())).isEqualTo(ErrorCode.OBJECT_EXISTS);
    }
  }

  private static Creation creation(UploadStep step, DataRecord record) {
    return new Creation(record.id(), step.makes(record).orElseThrow());
  }

  @Test
  void whatThisRecordOfThisRunHasMadeIsTakenBackAndNothingElse() throws Exception {
    DataRecord one = record(0, "a.pdf");
    DataRecord two = record(1, "a.pdf");
    UploadSpec spec = named("{file}", false);
    try (UploadStep step = step(spec, "r1")) {
      step.apply(List.of(one));
      Verdict rival = step.apply(List.of(two)).getFirst();
      assertThat(code(rival)).isEqualTo(ErrorCode.OBJECT_EXISTS);
      assertThat(((Verdict.Reject) rival).failure().message())
          .contains("record 0 of split 0 has put 'a.pdf'", "upload.shared: true");
      step.takeBack(List.of(creation(step, two)));
      assertThat(to.contents()).containsOnlyKeys("a.pdf");
      step.takeBack(List.of(creation(step, one)));
      step.takeBack(List.of(creation(step, one)));
      assertThat(to.contents()).isEmpty();
      // As when it is replayed, or a worker died between taking back and settling.
      assertThat(step.apply(List.of(two)).getFirst()).isInstanceOf(Verdict.Keep.class);
    }
  }

  @Test
  void whatIsSharedBelongsToNoRecord() throws Exception {
    DataRecord one = record(0, "a.pdf");
    DataRecord two = record(1, "a.pdf");
    try (UploadStep step = step(named("{file}", true), "r1")) {
      assertThat(step.apply(List.of(one, two)))
          .allSatisfy(verdict -> assertThat(fields(verdict).get("hash")).isPresent());
      assertThat(step.makes(one)).isEmpty();
      step.takeBack(List.of(new Creation(one.id(), "a.pdf"), new Creation(two.id(), "a.pdf")));
      assertThat(to.contents()).containsOnlyKeys("a.pdf");
    }
    assertThat(there("a.pdf").flatMap(RecordMark::of).orElseThrow().shared()).isTrue();
  }

  /** As for a preview: it says the same, and nothing is put. */
  @Test
  void withoutARunNothingIsPut() throws Exception {
    try (UploadStep dry =
            new UploadStep(spec(true, false), from.open(), to.open(), Optional.empty());
        UploadStep step = step(spec(true, false), "r1")) {
      List<Verdict> said = dry.apply(records());
      assertThat(to.contents()).isEmpty();
      assertThat(dry.makes(record(0, "a.pdf"))).isEmpty();
      assertThat(said).isEqualTo(step.apply(records()));
    }
  }

  @Test
  void aJobFileThatCanNeverBeRightIsRefused() {
    assertThatThrownBy(() -> named("fixed.pdf", false))
        .isInstanceOf(BrokenRule.class)
        .hasMessageContaining("one name for all records");
    assertThatThrownBy(() -> named("{file", false)).hasMessageContaining("braces are closed");
    assertThatThrownBy(() ->
            new UploadSpec(
                "a", "{f}", "a", "{f}", Optional.empty(), true, false, Optional.empty(), false))
        .hasMessageContaining("put over itself");
    assertThatThrownBy(() ->
            new UploadSpec.Into(
                Optional.of("f"),
                Optional.of("f"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()))
        .hasMessageContaining("each field once");
    assertThat(named("{file}", false).isSlow()).isTrue();
    UnitStep some = new UnitStep(named("x/{file}", false), new UnitStep.Rules(List.of("u")));
    assertThat(some.objects().orElseThrow().prefix()).isEqualTo("x/");
  }

  /** The stores behind both connections are asked for by their names, whatever their kind. */
  @Test
  void itIsOpenedOverAnyStores() throws Exception {
    Opening opening =
        new Opening(
                PlainConnections.none(),
                Path.of(""),
                RowEncoder::new,
                (name, ignored) -> name.equals("a") ? from.open() : to.open())
            .of("r7");
    assertThat(new UploadConnector().kinds()).containsExactly(UploadSpec.class);
    try (Step step = new UploadConnector().open(spec(true, false), opening)) {
      step.apply(List.of(record(0, "a.pdf")));
    }
    assertThat(there("up/0/a.pdf").flatMap(RecordMark::of).orElseThrow().run()).isEqualTo("r7");
  }
}
