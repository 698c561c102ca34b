package io.godwit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.testkit.env.Environment;
import io.godwit.testkit.fleet.GodwitProcess;
import io.godwit.testkit.guarantee.BooksBalance;
import io.godwit.testkit.guarantee.EveryRecordOnce;
import io.godwit.testkit.guarantee.FinishedRun;
import io.godwit.testkit.guarantee.Guarantee;
import io.godwit.testkit.guarantee.LagIsZero;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stranger's source, step, sink and connection keep the promises, without a line of ours. */
interface StrangersConnectors {

  int PAGES = 2_500;

  @Test
  default void aStrangersConnectorIsOneAmongEquals(Environment environment, @TempDir Path folder)
      throws Exception {
    Path shelf = Files.createDirectories(folder.resolve("books"));
    Map<String, String> variables =
        Map.of(
            GodwitProcess.CONNECTORS,
            StrangersJar.build(folder).classes().toString(),
            "SHELF",
            shelf.toString());
    Path jobFile = StrangersJar.SOURCE.resolve("job.yaml");
    try (FleetRun run = new FleetRun(environment, folder, "shelf", jobFile, variables, 2)) {
      run.kill(PAGES, 3, new Random(7));
      assertThat(run.reviveUntilEnd(0)).as("processes that ended by themselves").isZero();
    }
    Path reports = FleetRun.reports(folder.resolve("home-of-roles"), "shelf");
    Set<String> pages =
        IntStream.rangeClosed(1, PAGES).mapToObj(i -> "book:" + i).collect(Collectors.toSet());
    FinishedRun evidence = new FinishedRun(environment.bootstrap(), "shelf", reports, pages);
    for (Guarantee guarantee :
        List.of(new BooksBalance(), new EveryRecordOnce(), new LagIsZero())) {
      guarantee.check(evidence);
    }
    for (int page = 1; page <= PAGES; page++) {
      assertThat(shelf.resolve("letters/" + page + ".txt"))
          .hasContent("page: %d\ntext: page %d\nseal: stamped %d".formatted(page, page, page));
    }
    try (Stream<Path> letters = Files.list(shelf.resolve("letters"))) {
      // A killed worker may leave the draft of a file, and never half of one in its place.
      assertThat(letters.filter(file -> !file.getFileName().toString().startsWith(".")))
          .hasSize(PAGES);
    }
  }
}
