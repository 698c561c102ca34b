package io.godwit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The dashboards, as far as they can be judged without Grafana. */
final class DashboardsTest {

  /** Those of Grafana that are used; another one is more likely misspelt than meant. */
  private static final Set<String> UNITS =
      Set.of("locale", "cps", "Bps", "bytes", "s", "percentunit", "none");

  @Test
  void eachPanelSaysWhatItShowsAndInWhichUnit() {
    List<JsonNode> boards = Monitoring.dashboards();
    assertThat(boards).hasSize(2);
    for (JsonNode board : boards) {
      Set<Integer> ids = new HashSet<>();
      for (JsonNode panel : board.get("panels")) {
        assertThat(ids.add(panel.get("id").asInt())).as("id of %s", panel).isTrue();
        if (!panel.get("type").asString().equals("row")) {
          assertThat(panel.at("/description").asString("")).as("of %s", panel).isNotBlank();
          assertThat(UNITS).contains(panel.at("/fieldConfig/defaults/unit").asString());
          assertThat(panel.at("/datasource/uid").asString()).isEqualTo("prometheus");
          assertThat(panel.get("targets")).isNotEmpty();
        }
      }
    }
  }

  @Test
  void noTwoPanelsOverlapAndNoneIsTooWide() {
    for (JsonNode board : Monitoring.dashboards()) {
      Set<String> taken = new HashSet<>();
      for (JsonNode panel : board.get("panels")) {
        JsonNode place = panel.get("gridPos");
        int x = place.get("x").asInt();
        int y = place.get("y").asInt();
        assertThat(x + place.get("w").asInt()).isLessThanOrEqualTo(24);
        for (int column = x; column < x + place.get("w").asInt(); column++) {
          for (int line = y; line < y + place.get("h").asInt(); line++) {
            assertThat(taken.add(column + "," + line)).as("place of %s", panel).isTrue();
          }
        }
      }
    }
  }
}
