package io.godwit.common.wire.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RulingTest {

  private static Ruling.Desired read(String json) {
    return Json.read(json.getBytes(StandardCharsets.UTF_8), Ruling.Desired.class);
  }

  @Test
  void whatIsWantedIsReadAsItWasWritten() {
    Ruling.Desired paused = Ruling.Desired.GO_ON.held(new Ruling.Pause(12));
    assertThat(Json.read(Json.write(paused), Ruling.Desired.class)).isEqualTo(paused);
    assertThat(Json.read(Json.write(Ruling.Desired.GO_ON), Ruling.Desired.class))
        .isEqualTo(Ruling.Desired.GO_ON);
  }

  @Test
  void partsOfOtherVersionsAreNoObstacle() {
    assertThat(read("{\"pause\":{\"since\":12,\"by\":\"ann\"},\"limits\":{\"rate\":5}}"))
        .isEqualTo(new Ruling.Desired(Optional.of(new Ruling.Pause(12))));
    assertThat(read("{\"limits\":{\"rate\":5}}")).isEqualTo(Ruling.Desired.GO_ON);
  }

  @Test
  void whatTheFailuresHaveHeldIsForgivenByResumingAndNothingElse() {
    Ruling.Overspent spent = new Ruling.Overspent(12, 100, "10", true);
    Ruling.Desired held = Ruling.Desired.GO_ON.held(new Ruling.Pause(5, Optional.of(spent)));
    assertThat(Json.read(Json.write(held), Ruling.Desired.class)).isEqualTo(held);
    assertThat(held.held(new Ruling.Pause(6))).isSameAs(held);
    assertThat(held.pause().orElseThrow().ends()).isTrue();
    Ruling.Desired resumed = held.resumed(77);
    assertThat(resumed).isEqualTo(new Ruling.Desired(Optional.empty(), Optional.of(77L)));
    assertThat(resumed.held(new Ruling.Pause(80)).resumed(99)).isEqualTo(resumed);
    assertThat(Ruling.Desired.GO_ON.held(new Ruling.Pause(6)).resumed(99))
        .isEqualTo(Ruling.Desired.GO_ON);
  }
}
