package io.godwit.cli.jobfile;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.lists;

import io.godwit.common.job.JobFile;
import io.godwit.common.job.JobProblems;
import io.godwit.common.job.JobText;
import io.godwit.common.spec.Job;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever is done to a job file: it is a job that prints and reads back, or it is refused. */
@Timeout(value = 60, unit = SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class JobMutationTest {

  private static final List<String> PIECES =
      List.of(
          "\t",
          "\n",
          "  ",
          "- ",
          ": ",
          "{",
          "}",
          "[",
          "]",
          "\"",
          "'",
          "&a ",
          "*a",
          "!!x ",
          "#",
          "---\n",
          "null",
          "~",
          "0",
          "-1",
          "99999999999999",
          "1.5",
          "<<: ",
          "? ",
          "| ",
          "> ",
          "%",
          "${env:",
          "${",
          "\0",
          "\uD800",
          "\u2028",
          "\uFEFF",
          "\\",
          "é",
          "in: ",
          "key",
          "16MB",
          ",");

  @Test
  void everyMutationIsAJobOrRefused() throws IOException {
    List<String> texts = new ArrayList<>();
    for (Path file : Golden.yaml(Golden.jobs().resolve("good"))) {
      texts.add(Files.readString(file));
    }
    AtomicInteger refused = new AtomicInteger();
    AtomicInteger read = new AtomicInteger();
    qt().withExamples(3000)
        .forAll(
            integers().between(0, texts.size() - 1),
            lists().of(integers().all()).ofSizeBetween(1, 4))
        .checkAssert((which, seeds) -> {
          String text = texts.get(which);
          for (int seed : seeds) {
            text = mutated(text, new Random(seed));
          }
          (isJob(text) ? read : refused).incrementAndGet();
        });
    assertThat(refused.get()).isPositive();
    assertThat(read.get()).isPositive();
  }

  private static boolean isJob(String text) {
    try {
      Job job = JobFile.parse(text, "mutated");
      assertThat(JobFile.parse(JobText.of(job), "printed")).isEqualTo(job);
      return true;
    } catch (JobProblems e) {
      assertThat(e.problems()).isNotEmpty().isSorted();
      return false;
    }
  }

  private static String mutated(String text, Random random) {
    int at = random.nextInt(text.length() + 1);
    int end = Math.min(text.length(), at + random.nextInt(12));
    String piece = PIECES.get(random.nextInt(PIECES.size()));
    return switch (random.nextInt(4)) {
      case 0 -> text.substring(0, at) + piece + text.substring(at);
      case 1 -> text.substring(0, at) + text.substring(end);
      case 2 -> text.substring(0, at) + piece + text.substring(end);
      default -> text.substring(0, end) + text.substring(at);
    };
  }
}
