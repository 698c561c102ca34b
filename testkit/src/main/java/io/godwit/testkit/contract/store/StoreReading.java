package io.godwit.testkit.contract.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.failure.Trouble;
import io.godwit.common.store.ObjectFacts;
import io.godwit.common.store.ObjectStore;
import io.godwit.common.store.Opened;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Looking at objects and reading them. */
public interface StoreReading {

  /** A store of its own for a test. */
  StoreGround ground() throws Exception;

  /** What is not there is told. */
  @Test
  default void whatIsNotThereIsAbsent() throws Exception {
    try (StoreGround ground = ground();
        ObjectStore store = ground.open()) {
      StorePutting.stored(store, "a/b", new byte[] {1});
      for (String name : new String[] {"nothing", "a", "a/", "a/b/c", "A/b"}) {
        assertThat(store.look(name)).as(name).isEmpty();
        assertThat(store.open(name, Optional.empty(), 0)).isInstanceOf(Opened.Absent.class);
        assertThat(store.open(name, Optional.of("v"), 7)).isInstanceOf(Opened.Absent.class);
      }
    }
  }

  /** From any byte on, up to the end. */
  @Test
  default void aContentIsReadFromAnyByte() throws Exception {
    try (StoreGround ground = ground();
        ObjectStore store = ground.open()) {
      byte[] bytes = StoredContent.bytes(2 * ground.threshold() + 1 + 17, 1);
      ObjectFacts facts = StorePutting.stored(store, "big", bytes);
      for (int from : new int[] {0, 1, ground.threshold(), bytes.length - 1, bytes.length}) {
        Opened opened = store.open("big", Optional.of(facts.version()), from);
        assertThat(opened).isInstanceOf(Opened.Found.class);
        assertThat(((Opened.Found) opened).facts().size()).isEqualTo(bytes.length);
        assertThat(((Opened.Found) opened).facts().version()).isEqualTo(facts.version());
        assertThat(all(opened)).isEqualTo(Arrays.copyOfRange(bytes, from, bytes.length));
      }
    }
  }

  /** A version that has been replaced is never answered as the one that was asked for. */
  @Test
  default void anotherVersionIsTold() throws Exception {
    try (StoreGround ground = ground();
        ObjectStore store = ground.open()) {
      ObjectFacts first = StorePutting.stored(store, "x", new byte[] {1, 2, 3});
      ObjectFacts second = StorePutting.replaced(store, "x", new byte[] {4, 5, 6});
      assertThat(second.version()).isNotEqualTo(first.version());
      for (int from : new int[] {0, 2, 3}) {
        Opened opened = store.open("x", Optional.of(first.version()), from);
        assertThat(opened).isInstanceOf(Opened.Changed.class);
        assertThat(((Opened.Changed) opened).now().version()).isEqualTo(second.version());
      }
      assertThat(all(store.open("x", Optional.empty(), 1))).containsExactly(5, 6);
    }
  }

  /** Whoever reads while it is replaced gets the old one, or a read that fails. */
  @Test
  default void aContentThatChangesIsNotMixed() throws Exception {
    try (StoreGround ground = ground();
        ObjectStore store = ground.open()) {
      byte[] old = StoredContent.bytes(2 * ground.threshold(), 1);
      ObjectFacts facts = StorePutting.stored(store, "x", old);
      Opened opened = store.open("x", Optional.of(facts.version()), 0);
      try (InputStream in = ((Opened.Found) opened).bytes()) {
        byte[] start = in.readNBytes(100);
        StorePutting.replaced(store, "x", StoredContent.bytes(old.length, 2));
        assertThat(start).isEqualTo(Arrays.copyOf(old, 100));
        for (int at = 100; at < old.length; ) {
          byte[] next = in.readNBytes(100_000);
          assertThat(next).isEqualTo(Arrays.copyOfRange(old, at, at + next.length)).isNotEmpty();
          at += next.length;
        }
      } catch (IOException told) {
        assertThat(told).hasMessageContaining("x");
      }
    }
  }

  /** Closing a store ends what is being read, and what is asked afterwards is trouble. */
  @Test
  default void closingEndsWhatIsRead() throws Exception {
    try (StoreGround ground = ground()) {
      ObjectStore store = ground.open();
      StorePutting.stored(store, "x", StoredContent.bytes(2 * ground.threshold(), 1));
      Opened opened = store.open("x", Optional.empty(), 0);
      InputStream in = ((Opened.Found) opened).bytes();
      assertThat(in.read()).isNotNegative();
      store.close();
      assertThatThrownBy(in::readAllBytes).isInstanceOf(IOException.class);
      in.close();
      store.close();
      assertThatThrownBy(() -> store.look("x")).isInstanceOf(Trouble.class);
    }
  }

  /** Removing asks for the version, where it is told one. */
  @Test
  default void onlyTheVersionThatIsNamedIsRemoved() throws Exception {
    try (StoreGround ground = ground();
        ObjectStore store = ground.open()) {
      ObjectFacts first = StorePutting.stored(store, "a/x", new byte[] {1});
      ObjectFacts second = StorePutting.replaced(store, "a/x", new byte[] {2, 3});
      assertThat(store.remove("a/x", Optional.of(first.version())))
          .hasValueSatisfying(left -> assertThat(left.version()).isEqualTo(second.version()));
      assertThat(ground.contents()).containsOnlyKeys("a/x");
      assertThat(store.remove("a/x", Optional.of(second.version()))).isEmpty();
      assertThat(store.remove("a/x", Optional.of(second.version()))).isEmpty();
      assertThat(store.remove("a/x", Optional.empty())).isEmpty();
      assertThat(store.remove("a", Optional.empty())).isEmpty();
      StorePutting.stored(store, "a/x", new byte[] {4});
      assertThat(store.remove("a/x", Optional.empty())).isEmpty();
      assertThat(ground.contents()).isEmpty();
    }
  }

  private static byte[] all(Opened opened) throws IOException {
    try (InputStream in = ((Opened.Found) opened).bytes()) {
      return in.readAllBytes();
    }
  }
}
