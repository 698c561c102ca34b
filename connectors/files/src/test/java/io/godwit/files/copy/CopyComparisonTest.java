package io.godwit.files.copy;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Match;
import io.godwit.common.model.Origin;
import io.godwit.common.model.RecordId;
import io.godwit.common.model.Row;
import io.godwit.common.model.Write;
import io.godwit.common.model.value.BareTexts;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Key;
import io.godwit.common.model.value.Value;
import io.godwit.common.spec.SinkSpec;
import io.godwit.common.spec.rule.Size;
import io.godwit.common.spi.Sink;
import io.godwit.common.spi.sink.LedgerOwner;
import io.godwit.common.spi.sink.SupportsVerify;
import io.godwit.common.store.ObjectFacts;
import io.godwit.common.store.ObjectStore;
import io.godwit.files.folder.FolderGround;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies are held against their notes, and against the source where these are gone. */
class CopyComparisonTest {

  @TempDir private Path folder;

  private static DataRecord record(ObjectFacts facts) {
    Document fields =
        Document.of("name", new Value.Text(facts.name()))
            .with("size", new Value.Int64(facts.size()))
            .with("modified", new Value.Timestamp(facts.modified()))
            .with("version", new Value.Text(facts.version()));
    return new DataRecord(new RecordId(0, 0), new Key(facts.name()), new Origin("a", 0), fields);
  }

  @Test
  void oneChangedByteAndWhatIsGoneAreFound() throws Exception {
    FolderGround from = FolderGround.in(folder);
    FolderGround to = FolderGround.in(folder);
    for (String name : List.of("equal", "changed", "hidden", "touched", "gone", "longer")) {
      Files.writeString(from.root().resolve(name), "content of " + name);
    }
    ObjectsSpec spec =
        new ObjectsSpec("{name}", "b", "a", SinkSpec.Write.UPSERT, Optional.of(new Size(1000)));
    List<DataRecord> records = new ArrayList<>();
    try (ObjectStore store = from.open()) {
      store.list("", Optional.empty(), 100).objects().forEach(facts -> records.add(record(facts)));
    }
    try (ObjectsTarget target = ObjectsTarget.of(spec, from.open(), to.open())) {
      Sink sink = target.sink("a", BareTexts.NONE);
      target
          .ledger(new LedgerOwner("job", "run", 0))
          .orElseThrow()
          .through(sink)
          .write(records.stream().map(Write::of).toList());
      Path root = to.root();
      Files.writeString(root.resolve("changed"), "Content of changed");
      FileTime time = Files.getLastModifiedTime(root.resolve("hidden"));
      Files.writeString(root.resolve("hidden"), "Content of hidden");
      Files.setLastModifiedTime(root.resolve("hidden"), time);
      Files.setLastModifiedTime(root.resolve("touched"), FileTime.fromMillis(1_000_000));
      Files.delete(root.resolve("gone"));
      Files.writeString(root.resolve("longer"), "content of longer and more");

      List<Match> found =
          ((SupportsVerify) sink)
              .compare(records.stream().map(each -> new Row(0, each.fields())).toList());
      List<String> told = new ArrayList<>();
      for (int i = 0; i < found.size(); i++) {
        told.add(records.get(i).key().text() + " " + found.get(i).getClass().getSimpleName());
      }
      assertThat(told)
          .containsExactlyInAnyOrder(
              "equal Equal",
              "changed Different",
              "hidden Different",
              "touched Equal",
              "gone Missing",
              "longer Different");
    }
  }
}
