package io.godwit.testkit.guarantee;

import static io.godwit.testkit.guarantee.Seen.Looked.LOOKED;
import static io.godwit.testkit.guarantee.Sequences.breach;
import static io.godwit.testkit.guarantee.Sequences.moved;
import static io.godwit.testkit.guarantee.Sequences.published;
import static io.godwit.testkit.guarantee.Sequences.settled;
import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.wire.Receipt.End;
import org.junit.jupiter.api.Test;

final class PositionsGoForwardTest {

  @Test
  void isKeptWhereAPositionFollowsWhatIsPublishedWithinALook() {
    assertThat(
            breach(
                new PositionsGoForward(),
                moved(0),
                published(0, 0),
                published(1, 1),
                LOOKED,
                settled(End.FAILED, 2),
                moved(2),
                LOOKED,
                moved(3),
                LOOKED))
        .isEmpty();
  }

  @Test
  void isBrokenByAStepBack() {
    assertThat(
            breach(
                new PositionsGoForward(),
                published(0, 0),
                published(0, 1),
                published(0, 2),
                moved(2),
                moved(1),
                moved(3)))
        .contains("broken 1 times", "split 0 went from", "back to");
  }

  @Test
  void isBrokenByAPositionBehindWhichARecordIsMissing() {
    assertThat(
            breach(new PositionsGoForward(), published(0, 0), moved(2), published(0, 1), moved(3)))
        .contains("split 0 stands at 2, and its record 1 is not published");
  }

  @Test
  void isBrokenByARecordThatIsPublishedWithoutItsPosition() {
    assertThat(
            breach(
                new PositionsGoForward(),
                published(0, 0),
                moved(1),
                published(0, 1),
                LOOKED,
                LOOKED,
                published(0, 2),
                moved(3)))
        .contains("record 1 of split 0 is published, and the split stands before it, at 1");
  }

  @Test
  void isBrokenByASplitThatIsNotClosedOrIsOpenedAgain() {
    assertThat(breach(new PositionsGoForward(), published(0, 0), moved(1)))
        .contains("split 0 is not closed");
    assertThat(
            breach(
                new PositionsGoForward(),
                published(0, 0),
                published(0, 1),
                published(0, 2),
                moved(3),
                moved(2)))
        .contains("was closed and is open again");
    assertThat(breach(new PositionsGoForward())).contains("no position was ever seen");
  }
}
