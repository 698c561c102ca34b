package io.godwit.cli.show;

import io.godwit.common.model.Position;
import io.godwit.common.model.Split;
import io.godwit.common.model.Tally;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.run.Eta;
import io.godwit.common.run.RunPhase;
import io.godwit.common.run.RunProgress;
import io.godwit.common.run.RunView;
import io.godwit.common.run.RunView.SplitView;
import io.godwit.common.run.Speed;
import io.godwit.common.wire.Total;
import io.godwit.common.wire.run.RunPlan;
import io.godwit.common.wire.run.SplitProgress;
import io.godwit.common.wire.run.StartOffsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** States of a run to be shown. */
final class Models {

  private static final long RECORDS = 173_912;

  private Models() {}

  static ProgressModel halfWay() {
    Tally tally = new Tally(99_934, 0, 1_288, 12);
    Split split = new Split(0, "submissions.csv", "0-9", RECORDS);
    RunView view =
        new RunView(
            "submissions",
            "20261121-225930-3f9c",
            0,
            Optional.of(new RunPlan(1, "f", 0, 1, StartOffsets.NONE)),
            List.of(
                new SplitView(new SplitProgress(split, new Position(120_000, "9"), false), tally)),
            total(tally),
            new TreeMap<>(
                Map.of(
                    "worker-1", total(new Tally(50_012, 0, 0, 0)),
                    "worker-2", total(new Tally(51_222, 0, 0, 0)))),
            new TreeMap<>(
                Map.of(
                    ErrorCode.VALUE_TYPE, total(new Tally(0, 0, 0, 3)),
                    ErrorCode.TARGET_TOO_LONG, total(new Tally(0, 0, 0, 9)))));
    Eta eta = new Eta(Duration.ofSeconds(5), Duration.ofSeconds(7));
    Map<String, Double> workers = Map.of("worker-1", 7_100.0, "worker-2", 7_100.0);
    return model(
        view,
        RunPhase.RUNNING,
        new Speed(14_200, 12_900, 15_800, Optional.of(eta), workers),
        Duration.ofSeconds(12),
        List.of("worker-1: the database at db.example:5432 does not answer"));
  }

  static ProgressModel counting() {
    RunView view =
        new RunView(
            "submissions",
            "20261121-225930-3f9c",
            0,
            Optional.empty(),
            List.of(),
            Total.ZERO,
            Map.of(),
            Map.of());
    return model(
        view,
        RunPhase.COUNTING,
        new Speed(0, 0, 0, Optional.empty(), Map.of()),
        Duration.ofSeconds(1),
        List.of());
  }

  private static ProgressModel model(
      RunView view, RunPhase phase, Speed speed, Duration time, List<String> waits) {
    return new ProgressModel(
        new RunProgress(view, Optional.empty(), phase, speed, time, Optional.empty()), time, waits);
  }

  private static Total total(Tally tally) {
    return new Total(tally, 1, 2);
  }
}
