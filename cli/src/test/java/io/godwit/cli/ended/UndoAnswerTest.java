package io.godwit.cli.ended;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.cli.exit.ExitCode;
import io.godwit.cli.remedy.RunUndoing.Put;
import io.godwit.common.spi.sink.SupportsUndo.Undone;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a person and a program are told of an undo. */
class UndoAnswerTest {

  private static UndoAnswer answer(Undone undone, Optional<Put> put, String... list) {
    return new UndoAnswer(
        "moved",
        "r1",
        undone,
        put,
        Optional.of(list).filter(l -> l.length > 0).map(l -> Path.of(l[0])));
  }

  @Test
  void whereNothingWasToBeDoneAllIsAsItWas() {
    UndoAnswer answer = answer(Undone.NOTHING, Optional.of(Put.NOTHING));
    assertThat(answer.text())
        .isEqualTo("run r1 of moved is undone: everything is as it was before");
    assertThat(answer.exit()).isEqualTo(ExitCode.COMPLETE);
  }

  @Test
  void rowsAndObjectsAreCounted() {
    UndoAnswer answer = answer(new Undone(1200, 3, 0, 0), Optional.of(new Put(1500, 2)));
    assertThat(answer.text())
        .isEqualTo(
            "run r1 of moved is undone: 1,200 restored, 3 deleted, 0 inserted again; 1,500 objects"
                + " of its steps removed; 2 that other records may need stay");
    assertThat(answer.line().objects()).isEqualTo(1500);
  }

  @Test
  void objectsThatStayBecauseRowsDoAreSaidToStay() {
    UndoAnswer answer = answer(new Undone(0, 0, 0, 1), Optional.empty(), "left.csv");
    assertThat(answer.text())
        .contains("1 are not as they were, see left.csv", "stay while rows do")
        .doesNotContain("removed");
    assertThat(answer.exit()).isEqualTo(ExitCode.LEFT);
    assertThat(answer.line().objects()).isZero();
  }
}
