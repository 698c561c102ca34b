package io.godwit.testkit.contract.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.store.ObjectContent;
import io.godwit.common.store.ObjectStore;
import io.godwit.common.store.PutAnswer;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes of a put that cannot end well: nothing under the name, or what stood there. */
public interface StoreBadContent {

  /** A store of its own for a test. */
  StoreGround ground() throws Exception;

  /** A content that cannot be read on is trouble, and the same put later goes in. */
  @Test
  default void aContentThatBreaksLeavesNothing() throws Exception {
    try (StoreGround ground = ground();
        ObjectStore store = ground.open()) {
      for (int size : new int[] {100, 3 * ground.threshold()}) {
        StoredContent content = new StoredContent(StoredContent.bytes(size, 1));
        ObjectContent broken =
            content.inTheMiddle(() -> {
              throw new IOException("gone");
            });
        assertThatThrownBy(() -> store.put("x", broken, StorePutting.terms(false, "m")))
            .isInstanceOf(Trouble.class);
        assertThat(ground.contents()).isEmpty();
        assertThat(store.list("", Optional.empty(), 10).objects()).isEmpty();
        assertThat(StorePutting.untilAnswered(store, "x", content, StorePutting.terms(false, "m")))
            .isInstanceOf(PutAnswer.Stored.class);
        StorePutting.assertSame(ground.contents(), Map.of("x", content.bytes()));
        assertThatThrownBy(() -> store.put("x", broken, StorePutting.terms(true, "n")))
            .isInstanceOf(Trouble.class);
        StorePutting.assertSame(ground.contents(), Map.of("x", content.bytes()));
        store.remove("x", Optional.empty());
      }
    }
  }

  /** A content of another size than it says has changed since. */
  @Test
  default void aContentThatLiesAboutItsSizeIsRefused() throws Exception {
    try (StoreGround ground = ground();
        ObjectStore store = ground.open()) {
      int part = ground.threshold();
      for (int size : new int[] {0, 100, part, part + 5}) {
        for (int said : new int[] {size - 1, size + 1, size + part}) {
          if (said >= 0) {
            StoredContent content = new StoredContent(StoredContent.bytes(size, 1), said);
            PutAnswer answer = store.put("x", content, StorePutting.plain(false));
            assertThat(answer).as(size + " as " + said).isInstanceOf(PutAnswer.Unfit.class);
            assertThat(((PutAnswer.Unfit) answer).failure().code())
                .isEqualTo(ErrorCode.OBJECT_CHANGED);
          }
        }
      }
      assertThat(ground.contents()).isEmpty();
    }
  }

  /** A put in the middle of which the store is closed ends with trouble. */
  @Test
  default void closingEndsWhatIsPut() throws Exception {
    try (StoreGround ground = ground()) {
      for (int size : new int[] {100, 3 * ground.threshold()}) {
        ObjectStore store = ground.open();
        ObjectContent content =
            new StoredContent(StoredContent.bytes(size, 1)).inTheMiddle(store::close);
        assertThatThrownBy(() -> store.put("x", content, StorePutting.plain(false)))
            .isInstanceOf(Trouble.class);
        assertThat(ground.contents()).isEmpty();
      }
    }
  }
}
