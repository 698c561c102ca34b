package io.godwit.common.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.metrics.Exposition;
import io.godwit.common.metrics.Meters;
import io.godwit.common.model.failure.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class WaitsTest {

  private static final Wait FULL = new Wait(ErrorCode.DISK, "the disk of /reports is full");
  private static final Wait GONE = new Wait(ErrorCode.TOPIC_GONE, "godwit.people.receipts is gone");

  private final AtomicLong nanos = new AtomicLong();
  private final Waits waits = new Waits(nanos::get);

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  @Test
  void aCallShowsOnlyWhereItTakesLong() {
    int answer =
        waits.call(
            ErrorCode.BROKER_UNREACHABLE,
            "no answer",
            () -> {
              pass(Duration.ofMillis(900));
              assertThat(waits.now()).isEmpty();
              pass(Duration.ofMillis(500));
              assertThat(waits.now())
                  .containsExactly(new Wait(ErrorCode.BROKER_UNREACHABLE, "no answer"));
              waits.around(List.of(new Wait(ErrorCode.BROKER_UNREACHABLE, "it is away")));
              assertThat(waits.now())
                  .containsExactly(new Wait(ErrorCode.BROKER_UNREACHABLE, "it is away"));
              waits.around(List.of());
              return 7;
            });
    assertThat(answer).isEqualTo(7);
    assertThat(waits.now()).isEmpty();
  }

  @Test
  void whatIsStatedStandsUntilTheRoleWorks() {
    waits.state(FULL);
    waits.around(List.of(GONE));
    assertThat(waits.now()).containsExactly(GONE, FULL);
    waits.clear();
    assertThat(waits.now()).containsExactly(GONE);
    waits.around(List.of());
    assertThat(waits.now()).isEmpty();
  }

  @Test
  void thePartsOfARoleThatWaitForOneThingAreCountedAndSaidOnce() {
    waits.state(List.of(FULL, FULL));
    assertThat(waits.each()).hasSize(2);
    assertThat(waits.now()).containsExactly(FULL);
    assertThat(waits.first())
        .hasValueSatisfying(text ->
            assertThat(text).startsWith("disk: ").contains(FULL.what()).contains("Free space"));
  }

  @Test
  void theMetricsSayWhatTheLineSays() throws IOException {
    Meters meters = new Meters();
    Instruments instruments = new Instruments(meters, new Health(), waits);
    RoleMeters role = new RoleMeters(instruments, "worker", "people", "w");
    assertThat(role.health()).isNotNull();
    waits.state(List.of(FULL, FULL));
    assertThat(lines(meters))
        .anyMatch(line -> line.contains("code=\"disk\"") && line.endsWith("} 2.0"));
    waits.clear();
    List<String> during =
        waits.call(
            ErrorCode.SOURCE_AWAITED,
            "the source",
            () -> {
              pass(Duration.ofSeconds(2));
              return lines(meters);
            });
    assertThat(during)
        .anyMatch(line -> line.contains("code=\"source-awaited\""))
        .noneMatch(line -> line.contains("code=\"disk\""));
    assertThat(lines(meters)).noneMatch(line -> line.contains("source-awaited"));
  }

  private static List<String> lines(Meters meters) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Exposition.asked("").write(meters, out);
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
