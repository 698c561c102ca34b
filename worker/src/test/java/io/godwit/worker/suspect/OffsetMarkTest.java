package io.godwit.worker.suspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class OffsetMarkTest {

  private static final String ME = PartitionOwner.ofThisProcess().text();

  @Test
  void everyMarkIsReadAsItWasWritten() {
    for (OffsetMark mark :
        List.of(
            OffsetMark.Clear.CLEAR,
            new OffsetMark.AtWork(ME),
            new OffsetMark.Suspected(Optional.of(ME), 1, OptionalLong.of(77)),
            new OffsetMark.Suspected(Optional.empty(), 3, OptionalLong.empty()))) {
      assertThat(OffsetMark.parse(mark.text())).isEqualTo(mark);
      assertThat(mark.text()).hasSizeLessThan(200).doesNotContain("\n");
    }
  }

  @Test
  void whatAnybodyWroteIsNoMark() {
    for (String text :
        List.of(
            "hello",
            "at-work",
            "at-work ",
            "suspect",
            "suspect me x -",
            "suspect me 1 2 3",
            "suspect me 99999999999 -",
            "suspect " + "x".repeat(5000) + " 1 -")) {
      assertThat(OffsetMark.parse(text)).as(text).isEqualTo(OffsetMark.Clear.CLEAR);
    }
  }

  @Test
  void aProcessThatCanBeSeenIsAskedAfter() throws Exception {
    PartitionOwner me = PartitionOwner.ofThisProcess();
    assertThat(me.findsDead(me.text())).isFalse();
    assertThat(me.findsDead(new PartitionOwner("elsewhere", me.pid(), me.startedMillis()).text()))
        .isTrue();
    assertThat(me.findsDead("what is this")).isTrue();
    Process other = new ProcessBuilder("cat").start();
    long started = other.info().startInstant().orElseThrow().toEpochMilli();
    String running = new PartitionOwner(me.space(), other.pid(), started).text();
    assertThat(me.findsDead(running)).isFalse();
    assertThat(me.findsDead(new PartitionOwner(me.space(), other.pid(), started - 60_000).text()))
        .as("an earlier process of that number")
        .isTrue();
    other.destroyForcibly().waitFor();
    assertThat(me.findsDead(running)).isTrue();
  }
}
