package io.godwit.worker.consume;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Origin;
import io.godwit.common.model.RecordId;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Key;
import io.godwit.common.model.value.Value;
import io.godwit.common.wire.PackDecoder;
import io.godwit.common.wire.Placement;
import io.godwit.common.wire.WorkPack;
import io.godwit.common.wire.WorkPacker;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said to type sets aside the record that is stuck, and no other. */
final class StuckRecordTest {

  /** The records of the lines 2 to 4 at the offset 7, those of the lines 5 and 6 at 9. */
  private final BatchInFlight batch = batch();

  private static BatchInFlight batch() {
    List<WorkPack> packs = List.of(pack(7, 0, 3), pack(9, 3, 5));
    return new BatchInFlight(packs, packs, new PackDecoder());
  }

  private static WorkPack pack(long offset, int from, int to) {
    WorkPacker packer = new WorkPacker("work", "run", 1, Placement.bySourceKey());
    for (int n = from; n < to; n++) {
      packer.add(
          new DataRecord(
              new RecordId(0, n),
              new Key("k" + n),
              new Origin("rows.csv", n + 2),
              Document.of("n", new Value.Int32(n))),
          1_000);
    }
    return new WorkPack(
        offset,
        "run",
        new RecordId(0, from),
        new Origin("rows.csv", from + 2),
        to - from,
        packer.take().getFirst().value());
  }

  private String said(ErrorCode code, Integer... places) {
    Trouble trouble = new Trouble(code, "it does not go");
    Trouble named = StuckRecord.named(trouble, "people", 3, batch, List.of(places));
    assertThat(named.code()).isEqualTo(code);
    return named.message();
  }

  @Test
  void aRecordThatIsStuckAloneIsNamedWithTheCommandThatSetsItAside() {
    for (ErrorCode code :
        List.of(
            ErrorCode.TARGET_SLOW,
            ErrorCode.TARGET_TOO_MUCH,
            ErrorCode.TARGET_CONFLICT,
            ErrorCode.TARGET_REFUSES_ALL)) {
      assertThat(said(code, 4))
          .isEqualTo(
              "it does not go (rows.csv:6, key k4, alone; to set it aside: godwit skip people"
                  + " --partition 3 --offset 9 --record 1)");
    }
    assertThat(said(ErrorCode.TARGET_SLOW, 0)).contains("rows.csv:2", "--offset 7 --record 0)");
  }

  @Test
  void ofSeveralThatAreRefusedTheFirstIsNamed() {
    assertThat(said(ErrorCode.TARGET_REFUSES_ALL, 2, 3, 4))
        .isEqualTo(
            "it does not go (the first is rows.csv:4, key k2; to set it aside: godwit skip people"
                + " --partition 3 --offset 7 --record 2)");
  }

  @Test
  void troubleOfTheWayToTheTargetNamesNoRecord() {
    assertThat(said(ErrorCode.TARGET_UNREACHABLE, 4)).isEqualTo("it does not go");
    assertThat(said(ErrorCode.TARGET_ALTERED, 4)).isEqualTo("it does not go");
  }

  @Test
  void whatMaySucceedInSmallerPartsNamesNoRecord() {
    assertThat(said(ErrorCode.TARGET_SLOW, 3, 4)).isEqualTo("it does not go");
    assertThat(said(ErrorCode.TARGET_REFUSES_ALL)).isEqualTo("it does not go");
  }
}
