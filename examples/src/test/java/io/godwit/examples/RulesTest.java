package io.godwit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** {@code deploy/prometheus}, as Prometheus' own tool judges it. */
final class RulesTest {

  @TempDir private Path folder;

  @BeforeAll
  static void itsToolIsHere() {
    Prometheus.assumeThere();
  }

  @Test
  void theConfigurationAndTheRulesAreValid() throws Exception {
    Path config = Monitoring.PROMETHEUS.resolve("prometheus.yml");
    assertThat(promtool("check", "config", config.toString())).contains("SUCCESS");
    assertThat(promtool("check", "rules", rules().toString())).contains("SUCCESS: 10 rules");
  }

  @Test
  void eachAlertFiresInItsCasesAndInNoOther() throws Exception {
    assertThat(promtool("test", "rules", cases().toString())).contains("SUCCESS");
  }

  static List<String> names() {
    return Monitoring.alerts().stream().map(alert -> alert.get("alert").asString()).toList();
  }

  @ParameterizedTest
  @MethodSource("names")
  void theCasesMissAnAlertThatNeverFires(String alert) throws Exception {
    Files.copy(cases(), folder.resolve("rules.test.yml"));
    // Another name is as good as no alert, and leaves all others as they are.
    Files.writeString(
        folder.resolve("rules.yml"),
        Files.readString(rules()).replace("alert: " + alert + "\n", "alert: Another\n"));
    assertThat(promtool("test", "rules", folder.resolve("rules.test.yml").toString()))
        .contains("FAILED", alert);
  }

  @Test
  void eachAlertSaysWhatToDo() throws Exception {
    for (JsonNode alert : Monitoring.alerts()) {
      String name = alert.get("alert").asString();
      assertThat(alert.at("/labels/severity").asString()).isIn("warning", "critical");
      assertThat(alert.at("/annotations").propertyNames())
          .contains("summary", "description", "runbook");
      String[] runbook = alert.at("/annotations/runbook").asString().split("#");
      assertThat(runbook[1]).isEqualTo(name.toLowerCase(Locale.ROOT));
      assertThat(Files.readString(Monitoring.ROOT.resolve(runbook[0])))
          .as(runbook[0])
          .containsPattern("(?m)^#+ " + Pattern.quote(name) + "$");
    }
  }

  private static Path rules() {
    return Monitoring.PROMETHEUS.resolve("rules.yml");
  }

  private static Path cases() {
    return Monitoring.PROMETHEUS.resolve("rules.test.yml");
  }

  /** What it prints; the texts tell success from failure. */
  private static String promtool(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("promtool"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes());
  }
}
