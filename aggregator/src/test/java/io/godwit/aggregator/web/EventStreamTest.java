package io.godwit.aggregator.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.godwit.aggregator.web.EventStream.Pace;
import io.godwit.common.metrics.Meters;
import io.godwit.common.model.Tally;
import io.godwit.common.monitor.ListenAddress;
import io.godwit.common.monitor.Monitor;
import io.godwit.common.run.RunStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EventStreamTest {

  private static final int PLACES = 4;
  private static final Pace FAST =
      new Pace(Duration.ofMillis(20), Duration.ofMillis(200), Duration.ofMillis(400), PLACES);

  private final AtomicReference<Optional<RunStatus>> status =
      new AtomicReference<>(Optional.empty());
  private final AtomicReference<List<String>> waits = new AtomicReference<>(List.of());
  private final StatusPages pages = new StatusPages(FAST);
  private final Monitor monitor =
      Monitor.start(ListenAddress.parse("0"), new Meters(), List.of(), pages.handlers());

  @AfterEach
  void close() {
    pages.close();
    monitor.close();
  }

  private void follow() {
    pages.follow(new StatusSource(status::get, waits::get, FailureSamples.NONE));
  }

  private EventClient open() throws IOException {
    return new EventClient(monitor.port());
  }

  @Test
  void aClientGetsTheStateAndThenWhatChanges() throws Exception {
    try (EventClient client = open()) {
      assertThat(client.next("HTTP/1.1")).isEqualTo("200 OK");
      assertThat(client.next("X-accel-buffering:")).isEqualTo("no");
      assertThat(client.next("data:"))
          .isEqualTo("{\"phase\":\"none\",\"phaseText\":\"no run yet\",\"run\":null,\"waits\":[]}");
      follow();
      status.set(Optional.of(SampleStatus.at(5).running()));
      assertThat(client.nextWith("\"elapsed\":5"))
          .contains("\"phase\":\"running\"", "\"total\":1000", "\"read\":150", "\"written\":50");
      waits.set(List.of("worker-1: the database does not answer"));
      assertThat(client.next("data:"))
          .contains("\"waits\":[\"worker-1: the database does not answer\"]");
      assertThat(client.next(":")).as("a heartbeat while nothing changes").isNotEmpty();
      assertThat(client.next("event:")).isEqualTo("alive");
    }
  }

  @Test
  void whoComesLateSeesTheCurve() throws Exception {
    follow();
    try (EventClient client = open()) {
      for (int second : List.of(1, 5, 11)) {
        status.set(Optional.of(SampleStatus.at(second).running()));
        client.nextWith("\"elapsed\":" + second);
      }
    }
    try (EventClient late = open()) {
      assertThat(late.next("data:"))
          .contains(
              "\"history\":{\"from\":1,\"every\":1,"
                  + "\"rates\":[1235,1235,1235,1235,1235,-1,-1,-1,-1,-1,1235]}");
    }
  }

  @Test
  void oneTooManyIsRefusedUntilSomebodyGoes() throws Exception {
    List<EventClient> all = new ArrayList<>();
    for (int i = 0; i < PLACES; i++) {
      all.add(open());
      all.get(i).next("data:");
    }
    try (EventClient refused = open()) {
      assertThat(refused.next("HTTP/1.1")).startsWith("503");
      assertThat(refused.next("Retry-after:")).isEqualTo("10");
    }
    all.getFirst().close();
    await().untilAsserted(this::assertThereIsRoom);
    for (EventClient client : all.subList(1, PLACES)) {
      client.close();
    }
  }

  private void assertThereIsRoom() throws IOException {
    try (EventClient client = open()) {
      assertThat(client.next("HTTP/1.1")).isEqualTo("200 OK");
    }
  }

  @Test
  void aClientThatDoesNotReadIsCutOffAndHoldsUpNobody() throws Exception {
    follow();
    List<EventClient> deaf = new ArrayList<>();
    try (EventClient reader = open()) {
      for (int i = 1; i < PLACES; i++) {
        deaf.add(open());
        deaf.getLast().next("data:");
      }
      String much = "x".repeat(480);
      long longest = 0;
      boolean room = false;
      // More than the connection holds on its way, and longer than a write may take.
      long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
      for (int round = 0; !room && System.nanoTime() < deadline; round++) {
        String mark = "round " + round + " ";
        waits.set(IntStream.range(0, 10).mapToObj(i -> mark + much).toList());
        status.set(Optional.of(SampleStatus.at(round).named("j".repeat(90), "w").running()));
        long began = System.nanoTime();
        reader.nextWith(mark);
        longest = Math.max(longest, System.nanoTime() - began);
        room = round % 10 == 0 && hasRoom();
      }
      assertThat(room).as("a client that does not read has lost its place").isTrue();
      assertThat(Duration.ofNanos(longest)).isLessThan(Duration.ofSeconds(2));
    }
    for (EventClient client : deaf) {
      client.close();
    }
  }

  private boolean hasRoom() throws IOException {
    try (EventClient client = open()) {
      return client.next("HTTP/1.1").equals("200 OK");
    }
  }

  @Test
  void theLastStateIsToldBeforeTheStreamEnds() throws Exception {
    follow();
    Tally done = new Tally(990, 0, 5, 5);
    try (EventClient client = open()) {
      client.next("data:");
      status.set(Optional.of(SampleStatus.at(9).ended(done).finished(true)));
      pages.close();
      assertThat(client.nextWith("\"phase\":\"failures\"")).contains("reports/submissions/r1");
      assertThat(client.next("event:")).isEqualTo("end");
      assertThat(client.next("data:")).isEmpty();
      client.next("");
      assertThat(client.isAtEnd()).isTrue();
    }
  }

  @Test
  void aServerThatStopsEndsTheStreamsAtOnce() throws Exception {
    try (EventClient client = open()) {
      client.next("data:");
      long began = System.nanoTime();
      monitor.close();
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
      assertThatThrownBy(() -> client.next("nothing")).isInstanceOf(IOException.class);
    }
  }
}
