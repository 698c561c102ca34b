package io.godwit.aggregator.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.aggregator.report.SampleRuns;
import io.godwit.common.metrics.Exposition;
import io.godwit.common.metrics.Meters;
import io.godwit.common.model.Tally;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.monitor.Instruments;
import io.godwit.common.monitor.Wait;
import io.godwit.common.retry.Backoff;
import io.godwit.common.role.RoleLoop;
import io.godwit.common.run.Eta;
import io.godwit.common.run.Lag;
import io.godwit.common.run.RunPhase;
import io.godwit.common.run.RunProgress;
import io.godwit.common.run.RunStatus;
import io.godwit.common.run.RunView;
import io.godwit.common.run.Speed;
import io.godwit.common.wire.Total;
import io.godwit.common.wire.run.Ruling;
import io.godwit.common.wire.run.RunFinish;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RunMetersTest {

  private static final RunView VIEW =
      SampleRuns.run(
          List.of(new Tally(90, 0, 6, 4), new Tally(50, 0, 0, 0)),
          Map.of(ErrorCode.TARGET_TOO_LONG, 3L, ErrorCode.TARGET_NULL, 1L));
  private static final String RUN = "job=\"submissions\"";
  private static final String ID = RUN + ",run=\"" + VIEW.run() + "\"";

  private final Meters meters = new Meters();
  private final RunMeters run = new RunMeters(Instruments.of(meters), "submissions", "aggregator");

  private String text() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Exposition.asked("").write(meters, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static RunStatus status(Map<Integer, Long> lag, Optional<RunFinish> finish) {
    return status(VIEW, lag, finish);
  }

  private static RunStatus status(
      RunView view, Map<Integer, Long> lag, Optional<RunFinish> finish) {
    Eta eta = new Eta(Duration.ofSeconds(20), Duration.ofSeconds(30));
    Speed speed = new Speed(10, 20, 30, Optional.of(eta), Map.of());
    RunProgress progress =
        new RunProgress(
            view,
            finish,
            RunPhase.of(view, finish),
            finish.isPresent() ? speed.standing() : speed,
            Duration.ofSeconds(90),
            Optional.of(Duration.ofMinutes(1)));
    return new RunStatus(progress, new Lag(new TreeMap<>(lag)), 2);
  }

  @Test
  void theBooksAreThoseOfTheReport() throws IOException {
    run.show(status(Map.of(0, 0L), Optional.empty()));
    assertThat(text())
        .contains("godwit_run_planned_records{" + ID + "} 150.0\n")
        .contains("godwit_run_read_records{" + ID + "} 150.0\n")
        .contains("godwit_run_records{job=\"submissions\",outcome=\"written\"")
        .contains("outcome=\"written\",run=\"" + VIEW.run() + "\"} 140.0\n")
        .contains("outcome=\"dropped\",run=\"" + VIEW.run() + "\"} 6.0\n")
        .contains("outcome=\"failed\",run=\"" + VIEW.run() + "\"} 4.0\n")
        .contains("code=\"target-too-long\"," + ID + "} 3.0\n")
        .contains(ID + ",worker=\"worker-1\"}")
        .contains(ID + ",splits=\"closed\"} 2.0\n")
        .contains("godwit_run_balanced{" + ID + "} 1.0\n")
        .contains("godwit_run_done_ratio{" + ID + "} 1.0\n");
  }

  @Test
  void timesAreSeconds() throws IOException {
    run.show(status(Map.of(), Optional.empty()));
    assertThat(text())
        .contains("godwit_run_eta_seconds{bound=\"soonest\"," + ID + "} 20.0\n")
        .contains("godwit_run_eta_seconds{bound=\"latest\"," + ID + "} 30.0\n")
        .contains("godwit_run_seconds{" + ID + "} 90.0\n")
        .contains("godwit_run_expected_seconds{" + ID + "} 60.0\n")
        .contains("godwit_run_ended{" + ID + "} 0.0\n");
  }

  @Test
  void aPauseIsANumber() throws IOException {
    run.show(status(Map.of(), Optional.empty()));
    assertThat(text()).contains("godwit_run_paused{" + ID + "} 0.0\n");
    RunView paused = VIEW.with(Optional.of(new Ruling.Pause(1)));
    run.show(status(paused, Map.of(), Optional.empty()));
    assertThat(text()).contains("godwit_run_paused{" + ID + "} 1.0\n");
  }

  @Test
  void whatIsNoLongerSoIsNoLongerShown() throws IOException {
    Total some = new Total(new Tally(100, 0, 0, 20), VIEW.startedAt(), VIEW.startedAt());
    RunView behind =
        new RunView(
            VIEW.job(),
            VIEW.run(),
            VIEW.startedAt(),
            VIEW.plan(),
            VIEW.splits(),
            some,
            VIEW.workers(),
            VIEW.failures());
    run.show(status(behind, Map.of(0, 5L, 1, 7L), Optional.empty()));
    assertThat(text())
        .contains("godwit_job_lag{" + RUN + "} 30.0\n")
        .contains("godwit_job_partition_lag{" + RUN + ",partition=\"1\"} 7.0\n");
    RunFinish finish =
        new RunFinish(true, "report", SampleRuns.END, VIEW.read(), VIEW.total().tally());
    run.show(status(Map.of(0, 0L), Optional.of(finish)));
    assertThat(text())
        .contains("godwit_job_lag{" + RUN + "} 0.0\n")
        .contains("godwit_run_ended{" + ID + "} 1.0\n")
        .doesNotContain("partition=\"1\"")
        .doesNotContain("godwit_run_eta_seconds{");
  }

  @Test
  void troubleIsShownWhileItLasts() throws IOException {
    RoleLoop loop =
        new RoleLoop("it", run.role(), new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(1)));
    loop.waitsFor(new Wait(ErrorCode.BROKER_UNREACHABLE, "no answer"), new IllegalStateException());
    assertThat(text())
        .contains("godwit_waiting{code=\"broker-unreachable\",job=\"submissions\"")
        .contains("godwit_retries_total{code=\"broker-unreachable\",job=\"submissions\"");
    run.works(true);
    run.waits().clear();
    assertThat(text())
        .contains("godwit_ready{job=\"submissions\",name=\"aggregator\",role=\"aggregator\"} 1.0\n")
        .doesNotContain("godwit_waiting{");
  }
}
