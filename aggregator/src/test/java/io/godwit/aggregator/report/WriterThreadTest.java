package io.godwit.aggregator.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WriterThreadTest {

  @Test
  void allIsDoneInItsOrder() throws Exception {
    List<Integer> done = new ArrayList<>();
    try (WriterThread writing = new WriterThread()) {
      for (int i = 0; i < 1000; i++) {
        int number = i;
        writing.run(() -> done.add(number));
      }
      writing.finish();
    }
    assertThat(done).isEqualTo(IntStream.range(0, 1000).boxed().toList());
  }

  @Test
  void aFullDiskIsToldToWhoeverWrites() {
    try (WriterThread writing = new WriterThread()) {
      assertThatThrownBy(
              () -> {
                writing.run(() -> {
                  throw new IOException("full");
                });
                writing.finish();
              })
          .isInstanceOf(IOException.class)
          .hasMessage("full");
    }
  }

  @Test
  void whatWaitsIsForgottenAtTheEnd() throws Exception {
    List<String> done = new ArrayList<>();
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    try (WriterThread writing = new WriterThread()) {
      writing.run(() -> {
        begun.countDown();
        try {
          never.await();
        } catch (InterruptedException e) {
          done.add("interrupted");
        }
      });
      writing.run(() -> done.add("too late"));
      begun.await();
    }
    assertThat(done).containsExactly("interrupted");
  }
}
