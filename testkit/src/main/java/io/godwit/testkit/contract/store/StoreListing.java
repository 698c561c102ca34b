package io.godwit.testkit.contract.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.failure.Trouble;
import io.godwit.common.store.ObjectFacts;
import io.godwit.common.store.ObjectPage;
import io.godwit.common.store.ObjectStore;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Listing a store of objects. */
public interface StoreListing {

  /** In the order of their bytes, which is neither that of Java's texts nor that of an alphabet. */
  Comparator<String> BY_BYTES =
      Comparator.comparing(name -> name.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

  /** A store of its own for a test. */
  StoreGround ground() throws Exception;

  /** An empty one answers an empty page. */
  @Test
  default void anEmptyStoreHasAnEmptyPage() throws Exception {
    try (StoreGround ground = ground();
        ObjectStore store = ground.open()) {
      assertThat(store.list("", Optional.empty(), 10).objects()).isEmpty();
      assertThat(store.list("nothing/", Optional.of("nothing/a"), 10).objects()).isEmpty();
    }
  }

  /** In the order of UTF-8 bytes, however the pages are cut, with the facts of each. */
  @Test
  default void objectsComeInTheOrderOfTheirBytes() throws Exception {
    List<String> names =
        List.of(
            "a b", "a-b", "a.txt", "a/b", "a/b-c", "a/c/d", "a0", "B", "b+&=?#", "z", "ä", "ａ",
            "ｂ/1", "ｂ😀", "日本/語", "😀.x", "😀/x", "😀ａ");
    try (StoreGround ground = ground();
        ObjectStore store = ground.open()) {
      for (String name : names) {
        StorePutting.stored(store, name, name.getBytes(StandardCharsets.UTF_8));
      }
      List<String> sorted = names.stream().sorted(BY_BYTES).toList();
      for (int max : new int[] {1, 2, 3, 7, 1000}) {
        assertThat(names(all(store, "", max))).as("pages of " + max).isEqualTo(sorted);
      }
      for (ObjectFacts facts : all(store, "", 5)) {
        ObjectFacts looked = store.look(facts.name()).orElseThrow();
        assertThat(facts.size()).isEqualTo(facts.name().getBytes(StandardCharsets.UTF_8).length);
        assertThat(facts.version()).isEqualTo(looked.version());
        assertThat(facts.modified()).isEqualTo(looked.modified());
      }
    }
  }

  /** A prefix is a start of names and no folder. */
  @Test
  default void aPrefixIsAStartOfNames() throws Exception {
    try (StoreGround ground = ground();
        ObjectStore store = ground.open()) {
      for (String name : List.of("a", "ab/1", "ab/2", "ab/2x", "abc", "b")) {
        StorePutting.stored(store, name, new byte[] {1});
      }
      assertThat(names(all(store, "ab", 2))).containsExactly("ab/1", "ab/2", "ab/2x", "abc");
      assertThat(names(all(store, "ab/", 1))).containsExactly("ab/1", "ab/2", "ab/2x");
      assertThat(names(all(store, "ab/2", 9))).containsExactly("ab/2", "ab/2x");
      assertThat(names(all(store, "c", 9))).isEmpty();
    }
  }

  /** Where the store has no folders, an object may stand under what is the folder of others. */
  @Test
  default void anObjectMayStandWhereOthersHaveAFolder() throws Exception {
    List<String> names = List.of("a", "a b", "a/b", "a/b-c", "a/b/c", "a0");
    try (StoreGround ground = ground();
        ObjectStore store = ground.open()) {
      if (!ground.takesNamesOfFolders()) {
        return;
      }
      for (String name : names) {
        StorePutting.stored(store, name, new byte[] {1});
      }
      assertThat(names(all(store, "", 2))).isEqualTo(names);
    }
  }

  /** From any name on, whether it stands there or not, also in a store that was opened anew. */
  @Test
  default void aListingGoesOnBehindAnyName() throws Exception {
    try (StoreGround ground = ground();
        ObjectStore store = ground.open();
        ObjectStore another = ground.open()) {
      for (int i = 0; i < 30; i++) {
        StorePutting.stored(store, "p/" + (char) ('a' + i % 10) + i, new byte[] {1});
      }
      List<String> sorted = names(all(store, "p/", 100));
      for (String after : List.of("p/a0", "p/c", "p/e14", "p/zzz", "p/c12", "a", "q")) {
        List<String> rest = sorted.stream().filter(n -> BY_BYTES.compare(n, after) > 0).toList();
        assertThat(names(from(another, "p/", Optional.of(after), 4))).as(after).isEqualTo(rest);
        assertThat(names(from(store, "p/", Optional.of(after), 100))).as(after).isEqualTo(rest);
      }
    }
  }

  /** What was removed behind a page is no longer listed, and what was put ahead of it is. */
  @Test
  default void aNewListingSeesWhatHasChanged() throws Exception {
    try (StoreGround ground = ground();
        ObjectStore store = ground.open()) {
      StorePutting.stored(store, "1", new byte[] {1});
      StorePutting.stored(store, "2", new byte[] {1});
      assertThat(names(all(store, "", 1))).containsExactly("1", "2");
      store.remove("1", Optional.empty());
      StorePutting.stored(store, "3", new byte[] {1});
      assertThat(names(all(store, "", 1))).containsExactly("2", "3");
    }
  }

  private static List<ObjectFacts> all(ObjectStore store, String prefix, int max) throws Trouble {
    return from(store, prefix, Optional.empty(), max);
  }

  private static List<ObjectFacts> from(
      ObjectStore store, String prefix, Optional<String> after, int max) throws Trouble {
    List<ObjectFacts> all = new ArrayList<>();
    Optional<String> last = after;
    while (true) {
      ObjectPage page = store.list(prefix, last, max);
      assertThat(page.leftOut()).isEmpty();
      assertThat(page.objects()).hasSizeLessThanOrEqualTo(max);
      if (page.objects().isEmpty()) {
        return all;
      }
      all.addAll(page.objects());
      last = Optional.of(page.objects().getLast().name());
    }
  }

  private static List<String> names(List<ObjectFacts> facts) {
    return facts.stream().map(ObjectFacts::name).toList();
  }
}
