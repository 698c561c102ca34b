package io.godwit.testkit.guarantee;

import static io.godwit.testkit.guarantee.Sequences.breach;
import static io.godwit.testkit.guarantee.Sequences.moved;
import static io.godwit.testkit.guarantee.Sequences.published;
import static io.godwit.testkit.guarantee.Sequences.settled;
import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.wire.Receipt.End;
import org.junit.jupiter.api.Test;

final class PublishedOnceTest {

  @Test
  void isKeptWhereEachIsWorkOrCouldNotBeRead() {
    assertThat(
            breach(
                new PublishedOnce(),
                published(1, 0),
                published(0, 2),
                settled(End.FAILED, 1),
                moved(3),
                settled(End.WRITTEN, 0, 2)))
        .isEmpty();
  }

  @Test
  void isBrokenByARecordThatIsPublishedTwiceOrNever() {
    assertThat(
            breach(
                new PublishedOnce(),
                published(0, 0),
                published(0, 1),
                published(1, 1),
                published(0, 2),
                moved(3)))
        .contains("broken 1 times", "record 1 of split 0, rows.csv:3,", "published once more");
    assertThat(breach(new PublishedOnce(), published(0, 0), published(0, 2), moved(3)))
        .contains("broken 1 times", "record 1 of split 0, rows.csv, is missing");
    assertThat(breach(new PublishedOnce())).contains("no split was ever seen");
  }

  @Test
  void isBrokenByAnotherOrderThanThatOfTheSplit() {
    assertThat(
            breach(
                new PublishedOnce(), published(0, 0), published(0, 2), published(0, 1), moved(3)))
        .contains("broken 1 times", "rows.csv:3", "stands behind record 2 of its split");
  }

  @Test
  void isBrokenByAnOutcomeOfWhatWasNeverPublished() {
    assertThat(
            breach(
                new PublishedOnce(),
                published(0, 0),
                published(0, 1),
                settled(End.WRITTEN, 2),
                moved(3)))
        .contains("line 4,", "has ended as WRITTEN and was never published");
    assertThat(
            breach(
                new PublishedOnce(),
                published(0, 0),
                published(0, 1),
                settled(End.FAILED, 2),
                settled(End.FAILED, 2),
                moved(3)))
        .contains("line 4,", "is told unreadable once more");
  }
}
