package io.godwit.cli.show;

import io.godwit.cli.show.ProgressModel.Phase;
import io.godwit.cli.show.ProgressModel.Speed;
import io.godwit.cli.show.ProgressModel.WorkerProgress;
import io.godwit.common.model.ErrorCode;
import io.godwit.common.model.Tally;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** States of a run to be shown. */
final class Models {

  private Models() {}

  static ProgressModel halfWay() {
    return new ProgressModel(
        "submissions",
        "20261121-225930-3f9c",
        Phase.RUNNING,
        Duration.ofSeconds(12),
        OptionalLong.of(173_912),
        120_000,
        new Tally(99_934, 0, 1_288, 12),
        new Speed(
            14_200,
            12_900,
            15_800,
            Optional.of(Duration.ofSeconds(5)),
            Optional.of(Duration.ofSeconds(7))),
        18_766,
        new TreeMap<>(
            Map.of(
                "worker-1", new WorkerProgress(50_012, 7_100),
                "worker-2", new WorkerProgress(51_222, 7_100))),
        new TreeMap<>(Map.of(ErrorCode.VALUE_TYPE, 3L, ErrorCode.TARGET_TOO_LONG, 9L)),
        List.of("worker-1: the database at db.example:5432 does not answer"));
  }

  static ProgressModel counting() {
    return new ProgressModel(
        "submissions",
        "20261121-225930-3f9c",
        Phase.COUNTING,
        Duration.ofSeconds(1),
        OptionalLong.empty(),
        0,
        Tally.ZERO,
        new Speed(0, 0, 0, Optional.empty(), Optional.empty()),
        0,
        Map.of(),
        Map.of(),
        List.of());
  }
}
