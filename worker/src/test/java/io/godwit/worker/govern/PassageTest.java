package io.godwit.worker.govern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.spi.ResourceBound;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PassageTest {

  private static final ResourceBound TABLE = new ResourceBound.AtOnce("table", 1);

  private final List<String> told = new CopyOnWriteArrayList<>();
  private final Passage.Watch watch =
      new Passage.Watch() {
        @Override
        public void waits() {
          told.add("waits");
        }

        @Override
        public void goesOn() {
          told.add("goes on");
        }
      };

  private Passage passage(Gates gates) {
    return new Passage(gates, watch, () -> false);
  }

  @Test
  void nobodyInsideAGateEntersAnother() {
    Passage passage = passage(new Gates(List.of(), 4, 1 << 20));

    assertThatThrownBy(() ->
            passage.through(
                TABLE, () -> passage.through(ResourceBound.Cores.CORES, () -> "inside of both")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no other one");
  }

  @Test
  void bytesComeFirstAndOnce() throws Exception {
    Passage passage = passage(new Gates(List.of(), 4, 1 << 20));

    assertThatThrownBy(() ->
            passage.through(
                TABLE,
                () -> {
                  passage.unpack(1);
                  return "after a resource";
                }))
        .isInstanceOf(IllegalStateException.class);
    passage.unpack(1);
    assertThatThrownBy(() -> passage.unpack(1)).isInstanceOf(IllegalStateException.class);
    passage.packed();
    passage.unpack(1);
    assertThat(told).isEmpty();
  }

  @Test
  void whatIsNotTakenIsGivenBackAndMoreThanThereIsGoesInAlone() throws Exception {
    Gates gates = new Gates(List.of(), 4, 10 << 10);
    Passage first = passage(gates);
    Passage second = passage(gates);

    first.unpack(10 << 10);
    first.unpacked(2 << 10);
    second.unpack(8 << 10);
    first.packed();
    second.packed();
    first.unpack(1L << 40);
    assertThat(told).as("nobody had to wait").isEmpty();
    CompletableFuture<Void> waits = inBackground(() -> second.unpack(1));
    awaitWaiting();
    first.packed();
    waits.get(10, TimeUnit.SECONDS);
  }

  @Test
  void whatWasCalledOffAtAGateIsNotBegun() throws Exception {
    Gates gates = new Gates(List.of(), 4, 1 << 20);
    AtomicBoolean calledOff = new AtomicBoolean();
    AtomicBoolean begun = new AtomicBoolean();
    Passage late = new Passage(gates, watch, calledOff::get);
    CountDownLatch leave = new CountDownLatch(1);
    CountDownLatch inside = new CountDownLatch(1);
    CompletableFuture<Void> first =
        inBackground(() ->
            new Passage(gates, watch, () -> false)
                .through(
                    TABLE,
                    () -> {
                      inside.countDown();
                      leave.await();
                      return "left";
                    }));
    inside.await();
    CompletableFuture<Void> second =
        inBackground(() ->
            late.through(
                TABLE,
                () -> {
                  begun.set(true);
                  return "begun";
                }));
    awaitWaiting();
    calledOff.set(true);
    leave.countDown();

    first.get(10, TimeUnit.SECONDS);
    assertThatThrownBy(() -> second.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(CalledOff.class);
    assertThat(begun).isFalse();
    assertThat(told).containsExactly("waits", "goes on");
    assertThat(late.waited()).isPositive();
    assertThat(passage(gates).through(TABLE, () -> "free")).isEqualTo("free");
  }

  @Test
  void ofTwoNumbersForAResourceTheSmallerCounts() {
    Gates gates =
        new Gates(
            List.of(
                new ResourceBound.AtOnce("disk", 5), new ResourceBound.AtOnce("disk", 2), TABLE),
            4,
            1 << 20);

    assertThat(gates.of(new ResourceBound.AtOnce("disk", 5)).clamp(100)).isEqualTo(2);
    assertThat(gates.of(ResourceBound.Cores.CORES).clamp(100)).isEqualTo(4);
  }

  @Test
  void whatMayBeUnpackedGrowsWithThePlacesAsFarAsTheHeapBears() {
    long mb = 1 << 20;
    List<ResourceBound> sink = List.of(new ResourceBound.AtOnce("sink", 2));
    List<ResourceBound> steps = List.of(ResourceBound.Cores.CORES, sink.getFirst());
    assertThat(Gates.unpackedBytes(sink, 2, 16, 2 * mb, 8192 * mb)).isEqualTo(4 * mb);
    assertThat(Gates.unpackedBytes(steps, 2, 2, mb, 1024 * mb)).isEqualTo(4 * mb);
    assertThat(Gates.unpackedBytes(steps, 2, 16, 2 * mb, 256 * mb)).isEqualTo(8 * mb);
    assertThat(Gates.unpackedBytes(steps, 2, 16, 2 * mb, 8192 * mb)).isEqualTo(36 * mb);
  }

  /** Small ones too: whoever would only wait at the next gate is unpacked later. */
  @Test
  void noMoreBatchesAreUnpackedThanThereArePlacesForThem() throws Exception {
    Gates gates = new Gates(List.of(TABLE, new ResourceBound.AtOnce("disk", 2)), 4, 1 << 20);
    List<Passage> passages = List.of(passage(gates), passage(gates), passage(gates));
    for (Passage passage : passages) {
      passage.unpack(1);
      passage.unpacked(1);
    }
    assertThat(told).as("nobody had to wait").isEmpty();

    CompletableFuture<Void> fourth = inBackground(() -> passage(gates).unpack(1));
    awaitWaiting();
    passages.getFirst().packed();
    fourth.get(10, TimeUnit.SECONDS);
  }

  private interface Act {
    void run() throws Exception;
  }

  private static CompletableFuture<Void> inBackground(Act act) {
    CompletableFuture<Void> end = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(() -> {
          try {
            act.run();
            end.complete(null);
          } catch (Exception e) {
            end.completeExceptionally(e);
          }
        });
    return end;
  }

  private void awaitWaiting() {
    Awaitility.await().until(() -> told.contains("waits"));
  }
}
