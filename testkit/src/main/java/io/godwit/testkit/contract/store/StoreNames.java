package io.godwit.testkit.contract.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.store.ObjectFacts;
import io.godwit.common.store.ObjectStore;
import io.godwit.common.store.Opened;
import io.godwit.common.store.PutAnswer;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Names that try everything: each is stored exactly or refused, and never elsewhere. */
public interface StoreNames {

  /** A store of its own for a test. */
  StoreGround ground() throws Exception;

  /** Names that every store takes. */
  @Test
  default void anOrdinaryNameIsTaken() throws Exception {
    try (StoreGround ground = ground();
        ObjectStore store = ground.open()) {
      for (String name :
          List.of(
              "a", "a/b", "Umlaut ä.txt", "a b", "x".repeat(200), "日本/語.pdf", "😀.png", "%41")) {
        assertThat(store.unfit(name)).as(name).isEmpty();
      }
    }
  }

  /** The others, one in its own store each time, so that nothing else can be hit unseen. */
  @Test
  default void anOddNameIsStoredExactlyOrRefused() throws Exception {
    try (StoreGround ground = ground();
        ObjectStore store = ground.open()) {
      Map<String, byte[]> there = new HashMap<>();
      int number = 0;
      for (String name : odd()) {
        byte[] bytes = ("content " + number++).getBytes(StandardCharsets.UTF_8);
        Optional<Failure> unfit = store.unfit(name);
        PutAnswer answer =
            StorePutting.untilAnswered(
                store, name, new StoredContent(bytes), StorePutting.terms(false, "m"));
        if (unfit.isPresent()) {
          assertThat(unfit.get().code()).isEqualTo(ErrorCode.OBJECT_NAME);
          assertThat(answer).as(name).isInstanceOf(PutAnswer.Unfit.class);
          assertThat(store.look(name)).isEmpty();
          assertThat(store.open(name, Optional.empty(), 0)).isInstanceOf(Opened.Absent.class);
          assertThat(store.remove(name, Optional.empty())).isEmpty();
        } else {
          assertThat(answer).as(name).isInstanceOf(PutAnswer.Stored.class);
          there.put(name, bytes);
          assertThat(store.look(name).map(ObjectFacts::name)).hasValue(name);
          Opened.Found found = (Opened.Found) store.open(name, Optional.empty(), 0);
          try (InputStream in = found.bytes()) {
            assertThat(in.readAllBytes()).as(name).isEqualTo(bytes);
          }
        }
      }
      StorePutting.assertSame(ground.contents(), there);
      assertThat(store.list("", Optional.empty(), 1000).objects().stream().map(ObjectFacts::name))
          .containsExactlyElementsOf(
              there.keySet().stream().sorted(StoreListing.BY_BYTES).toList());
      for (String name : there.keySet()) {
        assertThat(store.remove(name, Optional.empty())).as(name).isEmpty();
      }
      assertThat(ground.contents()).isEmpty();
    }
  }

  private static List<String> odd() {
    List<String> names = new ArrayList<>();
    names.addAll(
        List.of("..", ".", "../x1", "a1/../../x2", "./x3", "a2/./x4", "a3/..", "...", "....x"));
    names.addAll(List.of("/x5", "//x6", "/etc/x7", "C:\\x8", "C:x9", "a4\\..\\..\\x10", "\\x11"));
    names.addAll(
        List.of("x12.", "x13 ", " x14", "x15/ ", "d1./x16", "d2 /x17", "x18. .", "~", "~x19"));
    names.addAll(
        List.of("x20\u0000", "\u0001x21", "x22\n", "x23\r\ny", "x24\t", "x25\u007f", "x26\u0085"));
    names.addAll(
        List.of("", "x27/", "a5//x28", "x29\ud800", "\udc00x30", "x31\ufffe", "x32\uffff"));
    names.addAll(
        List.of("%2e%2e/x33", "%2Fx34", "x35%00", "x36%", "x37%zz", "x+y38", "x y39", "x#40"));
    names.addAll(
        List.of("x?41=1", "x&42", "<x>43", "\"x\"44", "'x'45", "x*46", "x|47", "x:48", "$x49"));
    names.addAll(
        List.of(
            "é50", "e\u030151", "😀/😀52", "\u202e53", "\ufeff54", "\u00a055", "con", "nul.txt"));
    names.addAll(
        List.of("x56.part", ".x57", ".godwit/x58", "x59;y", "x60=,y", "{x}61", "[x]62", "x63^`"));
    names.add("y".repeat(1023) + "1");
    names.add("z".repeat(1025));
    names.add("ä".repeat(512));
    names.add("😀".repeat(257));
    names.add("p/".repeat(255) + "x64");
    names.add("long/" + "f".repeat(255));
    names.add("long/" + "g".repeat(256));
    return names;
  }
}
