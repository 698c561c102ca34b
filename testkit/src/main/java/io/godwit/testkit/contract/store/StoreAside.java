package io.godwit.testkit.contract.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.store.ObjectFacts;
import io.godwit.common.store.ObjectStore;
import io.godwit.common.store.Opened;
import io.godwit.common.store.PutTerms;
import io.godwit.common.store.aside.Copied;
import io.godwit.common.store.aside.SupportsAside;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Keeping objects aside, for stores that can. Their test implements it beside {@link
 * ObjectStoreContract}.
 */
public interface StoreAside {

  /** A store of its own for a test. */
  StoreGround ground() throws Exception;

  /** It comes back to the byte, with its notes, its type and its mark, and is as new as it was. */
  @Test
  default void whatWasKeptComesBackWithAllThatWasKeptWithIt() throws Exception {
    try (StoreGround ground = ground();
        ObjectStore store = ground.open();
        ObjectStore another = ground.open()) {
      for (int size : new int[] {0, 10, 2 * ground.threshold() + 1}) {
        String name = "of ü/" + size;
        byte[] bytes = StoredContent.bytes(size, 1);
        Map<String, String> notes = Map.of("a_b", " 100 % ünïcödé\n", "c", "");
        PutTerms terms = new PutTerms(false, Optional.of("m"), Optional.of("image/png"), notes);
        StorePutting.untilAnswered(store, name, new StoredContent(bytes), terms);
        ObjectFacts before = store.look(name).orElseThrow();
        SupportsAside aside = (SupportsAside) store;
        for (int i = 0; i < 2; i++) {
          assertThat(aside.keep(name, before.version(), "job/k" + size))
              .isInstanceOf(Copied.Done.class);
        }
        ObjectFacts now = StorePutting.replaced(store, name, StoredContent.bytes(5, 2));
        assertThat(((SupportsAside) another).putBack("job/k" + size, name, now.version()))
            .isInstanceOf(Copied.Done.class);
        ObjectFacts back = another.look(name).orElseThrow();
        assertThat(back.notes()).isEqualTo(before.notes());
        assertThat(back.size()).isEqualTo(size);
        assertThat(ground.type(name)).isEqualTo("image/png");
        assertThat(ground.contents().get(name)).isEqualTo(bytes);
        // It stays aside, whatever is done to the other one.
        store.remove(name, Optional.empty());
        assertThat(bytes(aside.aside(), "job/k" + size)).isEqualTo(bytes);
      }
    }
  }

  /** Of another version nothing is copied, and nothing of another version is replaced. */
  @Test
  default void onlyTheVersionsThatAreNamedAreCopiedAndReplaced() throws Exception {
    try (StoreGround ground = ground();
        ObjectStore store = ground.open()) {
      SupportsAside aside = (SupportsAside) store;
      ObjectFacts first = StorePutting.stored(store, "x", new byte[] {1});
      assertThat(aside.keep("x", first.version(), "first")).isInstanceOf(Copied.Done.class);
      ObjectFacts second = StorePutting.replaced(store, "x", new byte[] {2, 2});
      assertThat(aside.keep("x", first.version(), "another")).isInstanceOf(Copied.Changed.class);
      assertThat(aside.keep("y", first.version(), "another")).isInstanceOf(Copied.Changed.class);
      assertThat(aside.aside().look("another")).isEmpty();
      assertThat(aside.putBack("first", "x", first.version())).isInstanceOf(Copied.Changed.class);
      assertThat(aside.putBack("first", "y", first.version())).isInstanceOf(Copied.Changed.class);
      assertThat(aside.putBack("another", "x", second.version()))
          .isInstanceOf(Copied.Changed.class);
      assertThat(bytes(store, "x")).containsExactly(2, 2);
      assertThat(store.look("y")).isEmpty();
    }
  }

  /** Neither by a listing of any prefix, nor by its name; and what is aside has its own listing. */
  @Test
  default void nobodyMeetsWhatIsKeptAside() throws Exception {
    try (StoreGround ground = ground();
        ObjectStore store = ground.open()) {
      ObjectStore aside = ((SupportsAside) store).aside();
      for (String name : List.of("-", "a/b", "z")) {
        ObjectFacts facts = StorePutting.stored(store, name, new byte[] {1});
        ((SupportsAside) store).keep(name, facts.version(), "j/was/" + name.charAt(0));
        StorePutting.stored(aside, "j/" + name, new byte[] {2});
      }
      for (int max : new int[] {1, 2, 100}) {
        assertThat(names(store, "", max)).containsExactly("-", "a/b", "z");
        assertThat(names(aside, "j/", max))
            .containsExactly("j/-", "j/a/b", "j/was/-", "j/was/a", "j/was/z", "j/z");
        assertThat(names(aside, "j/was/", max)).hasSize(3);
        for (String prefix : List.of(".god", ".godwit", ".godwit/", ".godwit/undo/j/")) {
          assertThat(names(store, prefix, max)).as(prefix).isEmpty();
        }
      }
      for (String name : List.of(".godwit/undo/j/z", ".godwit/x")) {
        assertThat(store.unfit(name)).isPresent();
        assertThat(store.look(name)).isEmpty();
        assertThat(store.remove(name, Optional.empty())).isEmpty();
      }
      assertThat(aside.look("j/z")).isPresent();
      assertThat(aside.remove("j/z", Optional.of("another"))).isPresent();
      for (String name : names(aside, "", 100)) {
        assertThat(aside.remove(name, Optional.empty())).isEmpty();
      }
      assertThat(names(aside, "", 100)).isEmpty();
      StorePutting.stored(aside, "j/again", new byte[] {3});
      assertThat(bytes(aside, "j/again")).containsExactly(3);
    }
  }

  private static byte[] bytes(ObjectStore store, String name) throws Exception {
    try (InputStream in = ((Opened.Found) store.open(name, Optional.empty(), 0)).bytes()) {
      return in.readAllBytes();
    }
  }

  private static List<String> names(ObjectStore store, String prefix, int max) throws Exception {
    List<String> names = new ArrayList<>();
    Optional<String> after = Optional.empty();
    while (true) {
      List<ObjectFacts> page = store.list(prefix, after, max).objects();
      if (page.isEmpty()) {
        return names;
      }
      page.forEach(facts -> names.add(facts.name()));
      after = Optional.of(page.getLast().name());
    }
  }
}
