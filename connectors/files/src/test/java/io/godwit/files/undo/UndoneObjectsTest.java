package io.godwit.files.undo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Key;
import io.godwit.common.spi.sink.SupportsUndo.Kept;
import io.godwit.common.spi.sink.SupportsUndo.State;
import io.godwit.common.spi.sink.SupportsUndo.Undone;
import io.godwit.common.store.ObjectFacts;
import io.godwit.common.store.ObjectStore;
import io.godwit.common.store.PutAnswer;
import io.godwit.common.store.PutTerms;
import io.godwit.common.store.aside.SupportsAside;
import io.godwit.testkit.contract.store.BrokenContent;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs into a folder, and into a store as buckets are, are undone. */
class UndoneObjectsTest {

  private static final String CHANGED = ": somebody has changed it since the run";

  @TempDir private Path folder;

  private static ObjectStore aside(UndoneRuns runs) {
    return ((SupportsAside) runs.store()).aside();
  }

  @Test
  void whatWasOverwrittenIsAsItWasAndWhatWasMadeIsGone() throws Exception {
    for (UndoneRuns runs : UndoneRuns.ofEachKind(folder)) {
      try (runs) {
        runs.others("a", "old a");
        runs.others("ä/Ö \"x\".txt", "old");
        runs.others("empty", "");
        runs.others("other", "other");
        Map<String, String> before = runs.all();
        runs.write("run-1", "a", "new a", "ä/Ö \"x\".txt", "new", "empty", "no more", "n/1", "1");
        runs.write("run-1", "n/1", "once more", "a", "and again", "n/2", "");
        assertThat(runs.all()).hasSize(6).containsKeys("n/1", "n/2");
        assertThat(runs.undo("run-1").undone()).isEqualTo(new Undone(3, 2, 0, 0));
        assertThat(runs.all()).isEqualTo(before);
        assertThat(runs.undo("run-1").undone()).isEqualTo(Undone.NOTHING);
      }
    }
  }

  @Test
  void whatOthersChangedSinceIsToldAndLeft() throws Exception {
    for (UndoneRuns runs : UndoneRuns.ofEachKind(folder)) {
      try (runs) {
        for (String name : List.of("a", "b", "c", "d")) {
          runs.others(name, "old " + name);
        }
        String before = runs.all().get("d");
        runs.write("run-1", "a", "1", "b", "2", "c", "3", "d", "4", "e", "5", "f", "6", "g", "7");
        runs.others("b", "theirs");
        runs.store().remove("c", Optional.empty());
        runs.store().remove("d", Optional.empty());
        runs.others("d", "old d");
        runs.others("e", "theirs");
        runs.store().remove("f", Optional.empty());
        copied(runs, "a", "g");
        Map<String, String> left = runs.all();
        UndoneRuns.Told told = runs.undo("run-1");
        assertThat(told.why())
            .containsExactlyInAnyOrder(
                "there b" + CHANGED, "there c" + CHANGED, "there e" + CHANGED, "there g" + CHANGED);
        assertThat(told.undone()).isEqualTo(new Undone(1, 0, 0, 4));
        assertThat(runs.all().get("d")).isEqualTo(before);
        for (String name : List.of("b", "e", "g")) {
          assertThat(runs.all().get(name)).isEqualTo(left.get(name));
        }
        runs.store().remove("e", Optional.empty());
        runs.others("c", "old c");
        assertThat(runs.undo("run-1").undone()).isEqualTo(new Undone(0, 0, 0, 2));
      }
    }
  }

  /** Somebody copies an object of the run, with its notes, over another one. */
  private static void copied(UndoneRuns runs, String from, String to) throws Trouble {
    ObjectFacts facts = runs.store().look(from).orElseThrow();
    Map<String, String> notes = new HashMap<>(facts.notes());
    notes.keySet().removeIf(name -> name.startsWith("godwit_"));
    runs.store().remove(to, Optional.empty());
    runs.store()
        .put(
            to,
            new BrokenContent(new byte[(int) facts.size()], (int) facts.size()),
            new PutTerms(false, facts.mark(), Optional.empty(), notes));
  }

  @Test
  void oneNamesImagesAreForgottenInEachRunAndTheObjectStays() throws Exception {
    Predicate<Document> meant = key -> Key.display(key.value(0)).equals("a/secret.txt");
    for (UndoneRuns runs : UndoneRuns.ofEachKind(folder)) {
      try (runs) {
        runs.others("a/secret.txt", "what nobody may keep");
        runs.others("b", "old b");
        runs.write("run-1", "a/secret.txt", "1", "b", "1");
        runs.write("run-2", "a/secret.txt", "2");
        assertThat(runs.undo().forgetRows(UndoneRuns.JOB, meant, true)).isEqualTo(2);
        assertThat(runs.undo().forgetRows("other", meant, false)).isZero();
        assertThat(runs.undo().forgetRows(UndoneRuns.JOB, meant, false)).isEqualTo(2);
        assertThat(runs.undo().forgetRows(UndoneRuns.JOB, meant, false)).isZero();
        assertThat(runs.undo("run-2").undone()).isEqualTo(Undone.NOTHING);
        assertThat(runs.undo("run-1").undone()).isEqualTo(new Undone(1, 0, 0, 0));
        assertThat(runs.all().get("a/secret.txt")).startsWith("2 ");
        assertThat(runs.all().get("b")).startsWith("old b");
      }
    }
  }

  @Test
  void theNewestRunIsUndoneFirst() throws Exception {
    for (UndoneRuns runs : UndoneRuns.ofEachKind(folder)) {
      try (runs) {
        runs.others("a", "before");
        Map<String, String> before = runs.all();
        runs.write("run-1", "a", "one", "b", "one");
        Map<String, String> between = runs.all();
        runs.write("run-2", "a", "two", "c", "two");
        assertThatThrownBy(() -> runs.undo("run-1"))
            .isInstanceOf(Refused.class)
            .hasMessageContaining("undo that first, by --run run-2");
        assertThat(runs.undo().kept(UndoneRuns.JOB))
            .containsExactly(new Kept("run-2", State.KEPT), new Kept("run-1", State.KEPT));
        assertThat(runs.undo().kept("other")).isEmpty();
        assertThat(runs.undo("run-2").undone()).isEqualTo(new Undone(1, 1, 0, 0));
        assertThat(runs.all()).isEqualTo(between);
        assertThat(runs.undo("run-1").undone()).isEqualTo(new Undone(1, 1, 0, 0));
        assertThat(runs.all()).isEqualTo(before);
        assertThatThrownBy(() -> runs.undo("run-3")).hasMessageContaining("nothing is kept");
      }
    }
  }

  @Test
  void killedBetweenTwoStepsItGoesOnAndNothingOfTheRunIsPutAnyMore() throws Exception {
    for (UndoneRuns runs : UndoneRuns.ofEachKind(folder)) {
      try (runs) {
        String[] pairs = new String[420];
        for (int i = 0; i < pairs.length; i += 2) {
          pairs[i] = "n/" + i;
          pairs[i + 1] = "content " + i;
        }
        runs.write("run-1", pairs);
        ObjectKeeping late = runs.keeping("run-1");
        assertThatThrownBy(() ->
                runs.undo(
                    "run-1",
                    rows -> {
                      throw new CancellationException("killed");
                    }))
            .isInstanceOf(CancellationException.class);
        assertThat(runs.all()).hasSize(10);
        assertThat(runs.undo().kept(UndoneRuns.JOB).getFirst().state()).isEqualTo(State.BEGUN);
        taken(() -> runs.write(late, "run-1", "late", "late"));
        taken(() -> runs.write("run-1", "late", "late"));
        assertThat(runs.undo("run-1").undone().left()).isZero();
        assertThat(runs.all()).isEmpty();
        runs.write("run-2", "n/1", "next");
        assertThat(runs.all()).hasSize(1);
      }
    }
  }

  private interface Writing {
    void write() throws Trouble;
  }

  private static void taken(Writing writing) {
    assertThatThrownBy(writing::write)
        .isInstanceOfSatisfying(
            Trouble.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LEDGER_TAKEN));
  }

  /** One who was inside when it was closed, and puts once more; typed again it is taken back. */
  @Test
  void whoIsInTheMiddleIsWaitedForAndWhatHePutsLaterIsTakenBackByTheNext() throws Exception {
    for (UndoneRuns runs : UndoneRuns.ofEachKind(folder)) {
      try (runs) {
        runs.others("a", "old");
        Map<String, String> before = runs.all();
        ObjectKeeping inside = runs.keeping("run-1");
        runs.write(inside, "run-1", "a", "new");
        runs.write(inside, "run-1", "b", "new");
        assertThat(runs.undo("run-1").undone()).isEqualTo(new Undone(1, 1, 0, 0));
        runs.write(inside, "run-1", "c", "late");
        inside.leave();
        taken(() -> runs.write(inside, "run-1", "d", "too late"));
        assertThat(runs.undo("run-1").undone()).isEqualTo(new Undone(0, 1, 0, 0));
        assertThat(runs.all()).isEqualTo(before);
      }
    }
  }

  private static final String[] BATCH = {"a", "new a", "n/x", "x", "b", "new b", "a", "later"};

  private static UndoneRuns withOld(UndoneRuns runs) throws Trouble {
    runs.others("a", "old a");
    runs.others("b", "old b");
    runs.others("other", "other");
    return runs;
  }

  /** What somebody does until he dies. */
  private interface Life {
    void live() throws Exception;
  }

  private static boolean dies(Life life) throws Exception {
    try {
      life.live();
      return false;
    } catch (MortalStore.Died died) {
      return true;
    }
  }

  /** A run that dies with each of its changes in turn, is repeated or not, and is undone. */
  @Test
  void whereverARunDiesTheObjectsComeBack() throws Exception {
    for (int kind = 0; kind < 2; kind++) {
      boolean died = true;
      for (int changes = 0; died; changes++) {
        // To wait for a disk four times tells no more than twice.
        for (int way = kind == 0 ? 2 : 0; way < 4; way++) {
          UndoneRuns runs = withOld(UndoneRuns.ofEachKind(folder).get(kind));
          Map<String, String> before = runs.all();
          UndoneRuns mortal = runs.mortal(changes, way % 2 == 1);
          died = dies(() -> mortal.write("run-1", BATCH));
          if (way == 0 || way == 3) {
            runs.write("run-1", BATCH);
          }
          if (!runs.undo().kept(UndoneRuns.JOB).isEmpty()) {
            assertThat(runs.undo("run-1").why()).isEmpty();
          }
          assertThat(runs.all()).as("died with change %s, way %s", changes, way).isEqualTo(before);
          runs.close();
        }
      }
    }
  }

  /** An undo that dies with each of its changes in turn, and is typed again. */
  @Test
  void whereverAnUndoDiesTheNextGoesOn() throws Exception {
    for (int kind = 0; kind < 2; kind++) {
      boolean died = true;
      for (int changes = 0; died; changes++) {
        for (boolean after : new boolean[] {false, true}) {
          UndoneRuns runs = withOld(UndoneRuns.ofEachKind(folder).get(kind));
          Map<String, String> before = runs.all();
          runs.write("run-1", BATCH);
          UndoneRuns mortal = runs.mortal(changes, after);
          died = dies(() -> mortal.undo("run-1"));
          assertThat(runs.undo("run-1").why()).isEmpty();
          assertThat(runs.all()).as("died with change " + changes).isEqualTo(before);
          assertThat(runs.undo().kept(UndoneRuns.JOB).getFirst().state()).isEqualTo(State.UNDONE);
          runs.close();
        }
      }
    }
  }

  /** As workers of which one has the partition no more. */
  @Test
  void whatSomebodyPutsBetweenIsNotReplacedUnseen() throws Exception {
    for (UndoneRuns runs : UndoneRuns.ofEachKind(folder)) {
      try (runs) {
        runs.others("a", "old");
        Optional<ObjectFacts> seen = runs.store().look("a");
        runs.others("a", "between");
        Map<String, String> before = runs.all();
        AtomicInteger puts = new AtomicInteger();
        PutAnswer answer =
            runs.keeping("run-1")
                .put(
                    new Overwriting.Wanted("a", 3),
                    seen,
                    new PutTerms(true, Optional.of("run-1/0/7"), Optional.empty(), Map.of()),
                    by -> {
                      puts.incrementAndGet();
                      assertThat(by.over())
                          .isEqualTo(runs.store().look("a").map(ObjectFacts::version));
                      return runs.store().put("a", new BrokenContent(new byte[3], 3), by);
                    });
        assertThat(answer).isInstanceOf(PutAnswer.Stored.class);
        assertThat(puts).hasValue(1);
        assertThat(runs.undo("run-1").undone()).isEqualTo(new Undone(1, 0, 0, 0));
        assertThat(runs.all()).isEqualTo(before);
      }
    }
  }

  @Test
  void whatWasKeptIsForgottenAndNothingIsLeftOfIt() throws Exception {
    for (UndoneRuns runs : UndoneRuns.ofEachKind(folder)) {
      try (runs) {
        runs.others("a", "old");
        runs.write("run-1", "a", "one");
        runs.write("run-2", "a", "two", "b", "two");
        Map<String, String> now = runs.all();
        assertThat(runs.undo().forget(UndoneRuns.JOB, run -> run.compareTo("run-2") < 0))
            .containsExactly("run-1");
        assertThat(runs.undo().kept(UndoneRuns.JOB)).containsExactly(new Kept("run-2", State.KEPT));
        // One that dies on the way is forgotten all the same.
        UndoneRuns mortal = runs.mortal(1, true);
        assertThat(dies(() -> mortal.undo().forget(UndoneRuns.JOB))).isTrue();
        assertThat(runs.undo().kept(UndoneRuns.JOB)).isEmpty();
        assertThat(runs.undo().forget(UndoneRuns.JOB)).hasSize(1);
        assertThat(runs.undo().forget(UndoneRuns.JOB)).isEmpty();
        assertThat(aside(runs).list("", Optional.empty(), 9).objects()).isEmpty();
        assertThat(runs.all()).isEqualTo(now);
      }
    }
  }

  @Test
  void whatIsNotKeptAnyMoreIsTold() throws Exception {
    for (UndoneRuns runs : UndoneRuns.ofEachKind(folder)) {
      try (runs) {
        runs.others("a", "old");
        runs.write("run-1", "a", "one");
        RunNames names = new RunNames(UndoneRuns.JOB, "run-1");
        for (ObjectFacts image :
            aside(runs).list(names.all() + "was/", Optional.empty(), 9).objects()) {
          aside(runs).remove(image.name(), Optional.empty());
        }
        assertThat(runs.undo("run-1").why())
            .containsExactly(
                "there a: what it was is not kept any more: somebody has deleted that");
      }
    }
  }
}
