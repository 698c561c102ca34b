package io.godwit.common.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class PartsInFlightTest {

  private static final int PART = 1024;

  /** A content of zeros that may lie. */
  private static ContentParts content(int size, long said) throws Trouble {
    ObjectContent content =
        new ObjectContent() {
          @Override
          public long size() {
            return said;
          }

          @Override
          public InputStream open(long from) {
            return new ByteArrayInputStream(new byte[size]);
          }
        };
    return new ContentParts("x", content, PART);
  }

  @Test
  void partsAreAnsweredInTheirOrderAndMemoryIsBounded() throws Exception {
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    try (PartsInFlight memory = new PartsInFlight(3 * PART);
        ContentParts content = content(50 * PART + 7, 50 * PART + 7)) {
      List<Integer> answers =
          memory.parts(
              content,
              PART,
              (index, part) ->
                  () -> {
                    most.accumulateAndGet(now.incrementAndGet(), Math::max);
                    Thread.yield();
                    now.decrementAndGet();
                    return index * 10_000 + part.length;
                  });
      assertThat(answers).hasSize(51).startsWith(PART, 10_000 + PART).endsWith(500_007);
      assertThat(most.get()).isBetween(1, 3);
    }
  }

  @Test
  void onePartThatFailsEndsItAndLeavesTheMemoryFree() throws Exception {
    try (PartsInFlight memory = new PartsInFlight(2 * PART)) {
      for (int i = 0; i < 5; i++) {
        try (ContentParts content = content(20 * PART, 20 * PART)) {
          assertThatThrownBy(() ->
                  memory.parts(
                      content,
                      PART,
                      (index, part) ->
                          () -> {
                            if (index == 3) {
                              throw new Trouble(ErrorCode.STORE_BUSY, "busy");
                            }
                            return index;
                          }))
              .isInstanceOf(Trouble.class);
        }
      }
      assertThat(memory.<String>whole(2 * PART, () -> "free")).isEqualTo("free");
    }
  }

  @Test
  void aContentThatLiesIsUnfit() throws Exception {
    try (PartsInFlight memory = new PartsInFlight(2 * PART)) {
      for (long said : new long[] {2 * PART - 1, 2 * PART + 1, 9 * PART}) {
        try (ContentParts content = content(2 * PART, said)) {
          assertThatThrownBy(() -> memory.parts(content, PART, (index, part) -> () -> index))
              .isInstanceOfSatisfying(
                  UnfitObject.class,
                  e -> assertThat(e.failure().code()).isEqualTo(ErrorCode.OBJECT_CHANGED));
        }
      }
    }
  }

  @Test
  void afterClosingNothingIsSent() throws Exception {
    PartsInFlight memory = new PartsInFlight(2 * PART);
    memory.close();
    try (ContentParts content = content(PART, PART)) {
      assertThatThrownBy(() -> memory.parts(content, PART, (index, part) -> () -> index))
          .isInstanceOf(Trouble.class);
    }
  }
}
