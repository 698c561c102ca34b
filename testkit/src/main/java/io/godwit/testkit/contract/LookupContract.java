package io.godwit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import io.godwit.common.spi.Lookup;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What every lookup keeps to. A connector's test implements it, and so runs it against the real
 * thing of its kind.
 */
public interface LookupContract {

  /** A table of its own for a test. */
  LookupGround ground() throws Exception;

  /** Keys with a row are answered by it, and those without are not. */
  @Test
  default void keysAreAnsweredByTheirRows() throws Exception {
    try (LookupGround ground = ground();
        Lookup lookup = ground.open()) {
      Set<Value> keys = new HashSet<>();
      for (long id = -5; id <= ground.rows() + 5; id++) {
        keys.add(new Value.Int64(id));
      }
      Map<Value, Document> found = lookup.find(keys);
      assertThat(found).hasSize(ground.rows());
      for (long id = 1; id <= ground.rows(); id++) {
        assertThat(found.get(new Value.Int64(id)))
            .isEqualTo(Document.of("name", new Value.Text(String.valueOf(id))));
      }
    }
  }

  /** The answer is by the key as it was asked for. */
  @Test
  default void aKeyIsAnsweredAsItWasAskedFor() throws Exception {
    try (LookupGround ground = ground();
        Lookup lookup = ground.open()) {
      for (Value seven : ground.spellingsOfSeven()) {
        assertThat(lookup.find(Set.of(seven)))
            .as(seven.toString())
            .isEqualTo(Map.of(seven, Document.of("name", new Value.Text("7"))));
      }
      Set<Value> all = new HashSet<>(ground.spellingsOfSeven());
      assertThat(lookup.find(all)).containsOnlyKeys(all);
    }
  }

  /** A key that the column cannot hold has no row, and spoils no other's. */
  @Test
  default void whatCannotBeAKeyHasNoRow() throws Exception {
    try (LookupGround ground = ground();
        Lookup lookup = ground.open()) {
      Set<Value> keys =
          Set.of(
              new Value.Int64(7),
              new Value.Int64(Long.MAX_VALUE),
              new Value.Text("no number"),
              new Value.Bool(true),
              Value.Null.NULL);
      assertThat(lookup.find(keys)).containsOnlyKeys(new Value.Int64(7));
    }
  }

  /** A table that is away is trouble. */
  @Test
  default void aTableThatIsAwayIsTrouble() throws Exception {
    try (LookupGround ground = ground();
        Lookup lookup = ground.open()) {
      ground.takeAway();
      assertThatThrownBy(() -> lookup.find(Set.of(new Value.Int64(1)))).isInstanceOf(Trouble.class);
    }
  }
}
