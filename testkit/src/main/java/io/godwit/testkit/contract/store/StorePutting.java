package io.godwit.testkit.contract.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.failure.Trouble;
import io.godwit.common.store.ObjectContent;
import io.godwit.common.store.ObjectFacts;
import io.godwit.common.store.ObjectStore;
import io.godwit.common.store.PutAnswer;
import io.godwit.common.store.PutTerms;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Putting objects. */
public interface StorePutting {

  /** A store of its own for a test. */
  StoreGround ground() throws Exception;

  /** Of any size: none, one byte, and around the sizes at which contents are cut. */
  @Test
  default void aContentOfAnySizeIsStored() throws Exception {
    try (StoreGround ground = ground();
        ObjectStore store = ground.open()) {
      int part = ground.threshold();
      Map<String, byte[]> put = new HashMap<>();
      for (int size : new int[] {0, 1, part, part + 1, 3 * part}) {
        byte[] bytes = StoredContent.bytes(size, size);
        ObjectFacts facts = stored(store, "of/" + size, bytes);
        assertThat(facts.name()).isEqualTo("of/" + size);
        assertThat(facts.size()).isEqualTo(size);
        assertThat(store.look("of/" + size).map(ObjectFacts::version)).hasValue(facts.version());
        put.put("of/" + size, bytes);
      }
      assertSame(ground.contents(), put);
    }
  }

  /** Again after a crash, by another process: it is known as its own, whatever its size. */
  @Test
  default void whatIsPutAgainWithItsMarkIsItsOwn() throws Exception {
    try (StoreGround ground = ground();
        ObjectStore store = ground.open();
        ObjectStore another = ground.open()) {
      for (int size : new int[] {0, 10, 2 * ground.threshold() + 1}) {
        String name = "x" + size;
        StoredContent content = new StoredContent(StoredContent.bytes(size, 1));
        for (boolean replace : new boolean[] {false, true}) {
          PutTerms mine = terms(replace, "mine\n ünd 50 %");
          PutAnswer.Stored first = (PutAnswer.Stored) untilAnswered(store, name, content, mine);
          PutAnswer.Stored again = (PutAnswer.Stored) untilAnswered(another, name, content, mine);
          assertThat(first.created()).isTrue();
          assertThat(again.created()).isTrue();
          assertThat(again.facts().mark()).hasValue("mine\n ünd 50 %");
        }
        PutAnswer other = untilAnswered(another, name, content, terms(false, "another"));
        assertThat(other).isInstanceOf(PutAnswer.Taken.class);
        assertThat(((PutAnswer.Taken) other).there().mark()).hasValue("mine\n ünd 50 %");
        assertThat(untilAnswered(another, name, content, plain(false)))
            .isInstanceOf(PutAnswer.Taken.class);
      }
    }
  }

  /** Where another one stands it is left, unless it may be replaced; a repeat knows that it was. */
  @Test
  default void anotherObjectIsLeftOrReplaced() throws Exception {
    try (StoreGround ground = ground();
        ObjectStore store = ground.open()) {
      for (int size : new int[] {0, 10, 2 * ground.threshold() + 1}) {
        byte[] old = StoredContent.bytes(7, 1);
        byte[] bytes = StoredContent.bytes(size, 2);
        StoredContent content = new StoredContent(bytes);
        ObjectFacts there = stored(store, "x", old);
        PutAnswer taken = untilAnswered(store, "x", content, terms(false, "m"));
        assertThat(taken).isInstanceOf(PutAnswer.Taken.class);
        assertThat(((PutAnswer.Taken) taken).there().version()).isEqualTo(there.version());
        assertSame(ground.contents(), Map.of("x", old));
        for (int i = 0; i < 2; i++) {
          PutAnswer put = untilAnswered(store, "x", content, terms(true, "m"));
          assertThat(((PutAnswer.Stored) put).created()).as("put " + i).isFalse();
          assertSame(ground.contents(), Map.of("x", bytes));
        }
        store.remove("x", Optional.empty());
      }
    }
  }

  /** Any text comes back with it, and the type. */
  @Test
  default void notesAndTypeComeBack() throws Exception {
    Map<String, String> notes =
        Map.of(
            "a",
            "plain",
            "b2_c",
            " blanks ",
            "empty",
            "",
            "lines",
            "1\r\n2\t3",
            "percent",
            "100% %41 %",
            "world",
            "ünïcödé 日本 😀",
            "quotes",
            "\"'\\,;=");
    try (StoreGround ground = ground();
        ObjectStore store = ground.open()) {
      for (int size : new int[] {3, 2 * ground.threshold() + 1}) {
        String name = "noted" + size;
        PutTerms terms = new PutTerms(false, Optional.of("m"), Optional.of("image/png"), notes);
        untilAnswered(store, name, new StoredContent(StoredContent.bytes(size, 1)), terms);
        Map<String, String> all = new HashMap<>(notes);
        all.put(PutTerms.MARK, "m");
        assertThat(store.look(name).orElseThrow().notes()).isEqualTo(all);
        assertThat(ground.type(name)).isEqualTo("image/png");
      }
      assertThat(stored(store, "bare", new byte[1]).notes()).containsOnlyKeys(PutTerms.MARK);
    }
  }

  /** Of several at once under one name exactly one stands there, whole. */
  @Test
  default void ofSeveralAtOnceOneIsStored() throws Exception {
    try (StoreGround ground = ground();
        ObjectStore store = ground.open();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int size : new int[] {100, 2 * ground.threshold() + 1}) {
        List<Callable<PutAnswer>> puts = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
          StoredContent content = new StoredContent(StoredContent.bytes(size, i));
          PutTerms terms = terms(false, "put " + i);
          puts.add(() -> untilAnswered(store, "x" + size, content, terms));
        }
        int stored = 0;
        for (Future<PutAnswer> put : threads.invokeAll(puts)) {
          if (put.get() instanceof PutAnswer.Stored mine) {
            stored++;
            String mark = mine.facts().mark().orElseThrow();
            byte[] bytes = StoredContent.bytes(size, Integer.parseInt(mark.substring(4)));
            assertThat(ground.contents().get("x" + size)).isEqualTo(bytes);
          }
        }
        assertThat(stored).isEqualTo(1);
      }
    }
  }

  /** A put over one version meets that one, its own of an earlier attempt, or is told. */
  @Test
  default void aPutOverOneVersionReplacesNoOther() throws Exception {
    try (StoreGround ground = ground();
        ObjectStore store = ground.open()) {
      ObjectFacts first = stored(store, "x", new byte[] {1});
      StoredContent content = new StoredContent(new byte[] {7, 7, 7});
      PutTerms over = terms(true, "mine").over(first.version());
      for (int i = 0; i < 2; i++) {
        PutAnswer answer = untilAnswered(store, "x", content, over);
        assertThat(answer).isInstanceOf(PutAnswer.Stored.class);
      }
      PutTerms late = terms(true, "late").over(first.version());
      PutAnswer answer = untilAnswered(store, "x", content, late);
      assertThat(((PutAnswer.Taken) answer).there().mark()).hasValue("mine");
      assertSame(ground.contents(), Map.of("x", new byte[] {7, 7, 7}));
    }
  }

  /** Repeats after trouble, as every caller of a store does. */
  static PutAnswer untilAnswered(
      ObjectStore store, String name, ObjectContent content, PutTerms terms) throws Trouble {
    for (int attempt = 1; ; attempt++) {
      try {
        return store.put(name, content, terms);
      } catch (Trouble trouble) {
        if (attempt == 10) {
          throw trouble;
        }
      }
    }
  }

  /**
   * Puts what cannot fail, and answers what became of it. It has a mark, since a client may send a
   * request twice without a word, and a store knows its own by nothing else.
   */
  static ObjectFacts stored(ObjectStore store, String name, byte[] bytes) throws Trouble {
    PutAnswer answer = untilAnswered(store, name, new StoredContent(bytes), terms(false, name));
    assertThat(answer).as(name).isInstanceOf(PutAnswer.Stored.class);
    assertThat(((PutAnswer.Stored) answer).created()).isTrue();
    return ((PutAnswer.Stored) answer).facts();
  }

  /** Replaces what stands there. */
  static ObjectFacts replaced(ObjectStore store, String name, byte[] bytes) throws Trouble {
    PutAnswer answer = untilAnswered(store, name, new StoredContent(bytes), plain(true));
    assertThat(answer).as(name).isInstanceOf(PutAnswer.Stored.class);
    assertThat(((PutAnswer.Stored) answer).created()).isFalse();
    return ((PutAnswer.Stored) answer).facts();
  }

  /** Terms with nothing that matters. */
  static PutTerms plain(boolean replace) {
    return new PutTerms(replace, Optional.empty(), Optional.empty(), Map.of());
  }

  /** Terms with a mark. */
  static PutTerms terms(boolean replace, String mark) {
    return new PutTerms(replace, Optional.of(mark), Optional.empty(), Map.of());
  }

  /** The same names with the same bytes. */
  static void assertSame(Map<String, byte[]> found, Map<String, byte[]> expected) {
    assertThat(found).containsOnlyKeys(expected.keySet());
    expected.forEach((name, bytes) -> assertThat(found.get(name)).as(name).isEqualTo(bytes));
  }
}
