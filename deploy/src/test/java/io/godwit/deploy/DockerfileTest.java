package io.godwit.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The Dockerfile: what can be known of it without an engine. */
final class DockerfileTest {

  private static List<String> instructions(String kind) throws Exception {
    String text = Files.readString(Image.ROOT.resolve("Dockerfile"));
    return Arrays.stream(text.replaceAll("(?m)^#.*\\n", "").replace("\\\n", " ").split("\n"))
        .filter(line -> line.startsWith(kind + " "))
        .toList();
  }

  /**
   * The class path that `package` writes leads into Maven's repository, which is a cache that is
   * mounted for one instruction and gone in the next.
   */
  @Test
  void whatNeedsTheRepositoryIsOneStepWithIt() throws Exception {
    List<String> steps =
        instructions("RUN").stream()
            .filter(step -> step.contains("mvn ") || step.contains("assemble"))
            .toList();

    assertThat(steps)
        .singleElement()
        .asString()
        .contains("--mount=type=cache,target=/home/builder/.m2")
        .containsSubsequence("mvn ", "package", "deploy/image/assemble /");
  }

  /** All that the build reads is in the context, and nothing else begins it anew. */
  @Test
  void whatIsLeftOutOfTheContextIsNotNeeded() throws Exception {
    List<String> ignored = Files.readAllLines(Image.ROOT.resolve(".dockerignore"));

    assertThat(ignored).contains(".git", "**/target").doesNotContain("examples", "deploy/image");
  }
}
