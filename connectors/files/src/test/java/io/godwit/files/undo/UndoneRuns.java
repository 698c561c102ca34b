package io.godwit.files.undo;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.RecordId;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.Key;
import io.godwit.common.spi.sink.JobRun;
import io.godwit.common.spi.sink.LedgerOwner;
import io.godwit.common.spi.sink.SupportsUndo;
import io.godwit.common.spi.sink.SupportsUndo.Undone;
import io.godwit.common.store.ObjectFacts;
import io.godwit.common.store.ObjectStore;
import io.godwit.common.store.Opened;
import io.godwit.common.store.PutAnswer;
import io.godwit.common.store.PutTerms;
import io.godwit.common.store.RecordMark;
import io.godwit.common.store.aside.PrefixedAside;
import io.godwit.files.folder.FolderGround;
import io.godwit.files.turns.Turns;
import io.godwit.testkit.contract.store.BrokenContent;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;

/** Runs into a store, and their undo. For one thread. */
record UndoneRuns(ObjectStore store, boolean keepsTimes) implements AutoCloseable {

  static final String JOB = "undone";
  private static final int PARTITIONS = 2;
  private static final Instant TIME = Instant.parse("2021-02-03T04:05:06.789Z");

  /** One in each kind of store: a folder, and a bucket. */
  static List<UndoneRuns> ofEachKind(Path folder) throws Exception {
    MemoryBucket bucket = new MemoryBucket();
    return List.of(
        new UndoneRuns(FolderGround.in(folder).open(), true),
        new UndoneRuns(new PrefixedAside(bucket, bucket::copy), false));
  }

  /** The same for one who lives for so many changes. */
  UndoneRuns mortal(int changes, boolean after) {
    return new UndoneRuns(new MortalStore(store, new AtomicInteger(changes), after), keepsTimes);
  }

  StoreUndo undo() {
    return new StoreUndo(
        KeepingStore.of(store).orElseThrow(), "there", Turns.of(3), Duration.ofMillis(1));
  }

  ObjectKeeping keeping(String run) {
    return undo().keeping(new LedgerOwner(JOB, run, 1));
  }

  private static BrokenContent content(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new BrokenContent(bytes, bytes.length);
  }

  /** Somebody else puts an object, or replaces what stands there. */
  ObjectFacts others(String name, String text) throws Trouble {
    PutTerms terms =
        new PutTerms(
            true,
            Optional.of("other " + text),
            Optional.of("text/x-other"),
            Map.of("modified", TIME.toString(), "permissions", "rw-r-----", "by", "hand"));
    return ((PutAnswer.Stored) store.put(name, content(text), terms)).facts();
  }

  /** A batch of a run, of pairs of a name and a content, as the sink writes it. */
  void write(String run, String... pairs) throws Trouble {
    ObjectKeeping keeping = keeping(run);
    for (int i = 0; i < pairs.length; i += 2) {
      write(keeping, run, pairs[i], pairs[i + 1]);
    }
    keeping.leave();
  }

  /** One of them; an own one of an attempt before is not put again. */
  void write(ObjectKeeping keeping, String run, String name, String text) throws Trouble {
    int ordinal = Math.floorMod((name + " " + text).hashCode(), 1_000_000);
    Optional<String> mark = Optional.of(new RecordMark(run, new RecordId(0, ordinal)).text());
    PutTerms terms =
        new PutTerms(true, mark, Optional.empty(), Map.of("modified", Instant.EPOCH.toString()));
    Optional<ObjectFacts> there = store.look(name);
    if (there.flatMap(ObjectFacts::mark).equals(mark)) {
      return;
    }
    Overwriting.Wanted wanted =
        new Overwriting.Wanted(name, text.getBytes(StandardCharsets.UTF_8).length);
    assertThat(keeping.put(wanted, there, terms, by -> store.put(name, content(text), by)))
        .isInstanceOf(PutAnswer.Stored.class);
  }

  /** All there is: contents, notes, and times where the store lets them be set. */
  Map<String, String> all() throws Exception {
    Map<String, String> all = new TreeMap<>();
    for (ObjectFacts listed : store.list("", Optional.empty(), 10_000).objects()) {
      ObjectFacts facts = store.look(listed.name()).orElseThrow();
      Opened opened = store.open(listed.name(), Optional.empty(), 0);
      try (InputStream in = ((Opened.Found) opened).bytes()) {
        String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        String time = keepsTimes ? " " + facts.modified() : "";
        all.put(listed.name(), text + " " + new TreeMap<>(facts.notes()) + time);
      }
    }
    return all;
  }

  /** What an undo has told. */
  record Told(Undone undone, List<String> why) {}

  Told undo(String run) throws Trouble {
    return undo(run, rows -> {});
  }

  Told undo(String run, LongConsumer each) throws Trouble {
    List<String> why = new ArrayList<>();
    SupportsUndo.Listener listener =
        new SupportsUndo.Listener() {
          @Override
          public void putBack(long rows) {
            each.accept(rows);
          }

          @Override
          public void left(SupportsUndo.Left row) {
            why.add(row.place() + " " + Key.display(row.key().value(0)) + ": " + row.why());
          }
        };
    Undone undone = undo().undo(new JobRun(JOB, run), PARTITIONS, listener);
    assertThat(undone.left()).isEqualTo(why.size());
    return new Told(undone, why);
  }

  @Override
  public void close() {
    store.close();
  }
}
