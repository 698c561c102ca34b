package io.godwit.files.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.Answer;
import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Origin;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.RecordId;
import io.godwit.common.model.Write;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.BareTexts;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Key;
import io.godwit.common.model.value.Value;
import io.godwit.common.spec.SinkSpec;
import io.godwit.common.spec.rule.BrokenRule;
import io.godwit.common.spec.rule.Size;
import io.godwit.common.spi.Sink;
import io.godwit.common.spi.sink.JobRun;
import io.godwit.common.spi.sink.LedgerOwner;
import io.godwit.common.spi.sink.SupportsUndo;
import io.godwit.common.spi.sink.SupportsUndo.Kept;
import io.godwit.common.spi.sink.SupportsUndo.Undone;
import io.godwit.common.store.ObjectFacts;
import io.godwit.common.store.ObjectStore;
import io.godwit.files.folder.FolderGround;
import io.godwit.files.turns.Turns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies from folder to folder, and what becomes of each record. */
class ObjectsSinkTest {

  @TempDir private Path folder;

  private FolderGround from = new FolderGround(Path.of(""));
  private FolderGround to = new FolderGround(Path.of(""));

  @BeforeEach
  void folders() throws IOException {
    from = FolderGround.in(folder);
    to = FolderGround.in(folder);
  }

  private static ObjectsSpec spec(String name, SinkSpec.Write write) {
    return new ObjectsSpec(name, "b", "a", write, Optional.of(new Size(1000)));
  }

  private void file(String name, String content) throws IOException {
    Path file = from.root().resolve(name);
    Files.createDirectories(file.resolveSibling("."));
    Files.writeString(file, content);
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2021-01-01T00:00:00Z")));
  }

  /** A record as the source makes it. */
  private static DataRecord record(int ordinal, ObjectFacts facts) {
    Document fields =
        Document.of("name", new Value.Text(facts.name()))
            .with("folder", new Value.Text(""))
            .with("size", new Value.Int64(facts.size()))
            .with("modified", new Value.Timestamp(facts.modified()))
            .with("version", new Value.Text(facts.version()));
    return new DataRecord(
        new RecordId(0, ordinal), new Key(facts.name()), new Origin("a", 0), fields);
  }

  private List<DataRecord> listed() throws Trouble {
    List<DataRecord> records = new ArrayList<>();
    try (ObjectStore store = from.open()) {
      for (ObjectFacts facts : store.list("", Optional.empty(), 1000).objects()) {
        records.add(record(records.size(), facts));
      }
    }
    return records;
  }

  private List<Answer> write(ObjectsSpec spec, String run, List<DataRecord> records)
      throws Trouble {
    return write(spec, run, records, false);
  }

  private List<Answer> write(ObjectsSpec spec, String run, List<DataRecord> records, boolean keeps)
      throws Trouble {
    try (ObjectsTarget target = ObjectsTarget.of(spec, from.open(), to.open(), keeps)) {
      Sink sink =
          target
              .ledger(new LedgerOwner("job", run, 0))
              .orElseThrow()
              .through(target.sink("a", BareTexts.NONE));
      return sink.write(records.stream().map(Write::of).toList());
    }
  }

  private static ErrorCode code(Answer answer) {
    return ((Outcome.Failed) answer).failure().code();
  }

  @Test
  void aRepeatIsWrittenAndALaterRunIsUnchanged() throws Exception {
    for (int i = 0; i < 40; i++) {
      file("d" + i % 3 + "/f" + i, "content " + i);
    }
    ObjectsSpec spec = spec("copy/{folder}/{name}", SinkSpec.Write.UPSERT);
    List<DataRecord> records = listed();
    assertThat(write(spec, "r1", records)).containsOnly(Outcome.Written.WRITTEN).hasSize(40);
    assertThat(to.contents()).hasSize(40).containsKey("copy/d1/f1");
    assertThat(Files.getLastModifiedTime(to.root().resolve("copy/d1/f1")).toInstant())
        .isEqualTo(Instant.parse("2021-01-01T00:00:00Z"));
    // As after a crash: of the same run, so it was this run that wrote them.
    assertThat(write(spec, "r1", records)).containsOnly(Outcome.Written.WRITTEN);
    assertThat(write(spec, "r2", records)).containsOnly(Outcome.Unchanged.UNCHANGED);
    file("d0/f0", "another content");
    List<Answer> third = write(spec, "r3", listed());
    assertThat(third.getFirst()).isEqualTo(Outcome.Written.WRITTEN);
    assertThat(third.subList(1, 40)).containsOnly(Outcome.Unchanged.UNCHANGED);
    assertThat(to.contents().get("copy/d0/f0")).asString().isEqualTo("another content");
  }

  @Test
  void whatCannotBeCopiedIsItsRecordsFailure() throws Exception {
    for (String name : List.of("changed", "gone", "large", "ok", "odd ")) {
      file(name, name.equals("large") ? "x".repeat(1001) : name);
    }
    List<DataRecord> records = new ArrayList<>(listed());
    Files.writeString(from.root().resolve("changed"), "CHANGED");
    Files.delete(from.root().resolve("gone"));
    DataRecord first = records.getFirst();
    records.add(first.withFields(first.fields().without("name")));
    List<Answer> answers = write(spec("{name}", SinkSpec.Write.UPSERT), "r1", records);
    assertThat(code(answers.get(0))).isEqualTo(ErrorCode.OBJECT_CHANGED);
    assertThat(code(answers.get(1))).isEqualTo(ErrorCode.OBJECT_MISSING);
    assertThat(code(answers.get(2))).isEqualTo(ErrorCode.OBJECT_SIZE);
    assertThat(code(answers.get(3))).isEqualTo(ErrorCode.OBJECT_NAME);
    assertThat(answers.get(4)).isEqualTo(Outcome.Written.WRITTEN);
    assertThat(code(answers.get(5))).isEqualTo(ErrorCode.KEY_MISSING);
    assertThat(to.contents()).containsOnlyKeys("ok");
  }

  @Test
  void anotherObjectIsReplacedLeftOrRefused() throws Exception {
    file("x", "ours");
    Files.writeString(to.root().resolve("x"), "theirs");
    List<DataRecord> records = listed();
    assertThat(code(write(spec("{name}", SinkSpec.Write.INSERT), "r1", records).getFirst()))
        .isEqualTo(ErrorCode.OBJECT_EXISTS);
    assertThat(write(spec("{name}", SinkSpec.Write.INSERT_IF_ABSENT), "r1", records))
        .containsExactly(Outcome.Unchanged.UNCHANGED);
    assertThat(to.contents().get("x")).asString().isEqualTo("theirs");
    assertThat(write(spec("{name}", SinkSpec.Write.UPSERT), "r1", records))
        .containsExactly(Outcome.Written.WRITTEN);
    assertThat(to.contents().get("x")).asString().isEqualTo("ours");
  }

  /** Two records of one name end as the later one, and each is accounted for. */
  @Test
  void recordsOfOneNameAreCopiedInTheirOrder() throws Exception {
    for (int i = 0; i < 20; i++) {
      file("f" + (char) ('a' + i), "content " + i);
    }
    assertThat(write(spec("all/{folder}/{size}", SinkSpec.Write.UPSERT), "r1", listed()))
        .containsOnly(Outcome.Written.WRITTEN);
    assertThat(to.contents()).containsOnlyKeys("all/9", "all/10");
    assertThat(to.contents().get("all/10")).asString().isEqualTo("content 19");
  }

  @Test
  void whatARunHasCopiedIsUndoneAndWhatItHasNotIsNotKept() throws Exception {
    for (String name : List.of("a", "b", "c")) {
      file(name, "content of " + name);
    }
    file("large", "x".repeat(1001));
    Files.writeString(to.root().resolve("a"), "theirs");
    Map<String, byte[]> before = to.contents();
    ObjectsSpec spec = spec("{name}", SinkSpec.Write.UPSERT);
    ObjectsSpec ifAbsent = spec("{name}", SinkSpec.Write.INSERT_IF_ABSENT);
    List<DataRecord> records = listed();
    assertThat(write(ifAbsent, "r1", records, true).subList(0, 3))
        .containsExactly(
            Outcome.Unchanged.UNCHANGED, Outcome.Written.WRITTEN, Outcome.Written.WRITTEN);
    Map<String, byte[]> between = to.contents();
    assertThat(write(spec, "r2", records, true).subList(0, 3))
        .containsExactly(
            Outcome.Written.WRITTEN, Outcome.Unchanged.UNCHANGED, Outcome.Unchanged.UNCHANGED);
    assertThat(write(spec, "r2", records, true).getFirst()).isEqualTo(Outcome.Written.WRITTEN);
    assertThat(write(spec, "r3", records, true).subList(0, 3))
        .containsOnly(Outcome.Unchanged.UNCHANGED);
    try (ObjectsTarget target = ObjectsTarget.of(spec, from.open(), to.open(), true)) {
      assertThat(target.kept("job")).extracting(Kept::run).containsExactly("r2", "r1");
      assertThat(target.undo(new JobRun("job", "r2"), 1, NOBODY)).isEqualTo(new Undone(1, 0, 0, 0));
      assertSame(to.contents(), between);
      assertThat(target.undo(new JobRun("job", "r1"), 1, NOBODY)).isEqualTo(new Undone(0, 2, 0, 0));
      assertSame(to.contents(), before);
      assertThat(target.forgetBefore(new JobRun("job", "r2"))).containsExactly("r1");
      assertThat(target.forget("job")).hasSize(1);
      assertThat(target.kept("job")).isEmpty();
      assertThatThrownBy(() -> target.undo(new JobRun("job", "r2"), 1, NOBODY))
          .isInstanceOf(Refused.class);
    }
  }

  private static final SupportsUndo.Listener NOBODY =
      new SupportsUndo.Listener() {
        @Override
        public void putBack(long rows) {}

        @Override
        public void left(SupportsUndo.Left row) {
          throw new AssertionError(row);
        }
      };

  private static void assertSame(Map<String, byte[]> found, Map<String, byte[]> expected) {
    assertThat(found).containsOnlyKeys(expected.keySet());
    expected.forEach((name, bytes) -> assertThat(found.get(name)).as(name).isEqualTo(bytes));
  }

  @Test
  void aNameIsMadeOfFieldsThatThereAre() throws Trouble {
    Document fields = Document.of("a", new Value.Text("")).with("b", new Value.Int64(7));
    assertThat(ObjectName.of("{unit}/{a}/{b}.x").of("u", fields)).isEqualTo("u/7.x");
    assertThat(ObjectName.of("{b}{b}/{a}/").of("u", fields)).isEqualTo("77/");
    assertThat(ObjectName.of("{c}").missing(fields)).hasValue("c");
    for (String wrong : List.of("{a", "a}", "{}", "{a{b}}")) {
      assertThatThrownBy(() -> spec(wrong, SinkSpec.Write.UPSERT))
          .as(wrong)
          .isInstanceOf(BrokenRule.class);
    }
    ObjectsSink sink =
        new ObjectsSink(
            ObjectName.of("{nmae}"),
            "u",
            new ObjectCopy(from.open(), to.open(), SinkSpec.Write.UPSERT, Optional.empty()),
            Turns.of(1),
            Optional.empty());
    assertThatThrownBy(() -> sink.check(Set.of("name")))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("did you mean 'name'?");
  }

  @Test
  void troubleOfOneIsTroubleOfAll() {
    assertThatThrownBy(() ->
            Turns.of(2)
                .all(
                    List.of(
                        () -> {},
                        () -> {
                          throw new Trouble(ErrorCode.STORE_BUSY, "busy");
                        })))
        .isInstanceOf(Trouble.class)
        .hasMessage("busy");
  }

  @Test
  void theSameIsToldByHashVersionOrTime() {
    Instant time = Instant.parse("2021-01-01T00:00:00Z");
    SourceObject source =
        new SourceObject("x", Optional.of("v"), java.util.OptionalLong.of(3), Optional.of(time));
    assertThat(source.isAt(there(3, time, Map.of()), Optional.empty())).isTrue();
    assertThat(source.isAt(there(4, time, Map.of()), Optional.empty())).isFalse();
    Instant other = time.plusNanos(1);
    assertThat(source.isAt(there(3, other, Map.of()), Optional.empty())).isFalse();
    assertThat(source.isAt(there(3, other, Map.of("source_version", "v")), Optional.empty()))
        .isTrue();
    assertThat(source.isAt(there(3, other, Map.of("modified", time.toString())), Optional.empty()))
        .isTrue();
  }

  private static ObjectFacts there(long size, Instant time, Map<String, String> notes) {
    return new ObjectFacts("x", size, time, "t", Optional.empty(), notes);
  }
}
