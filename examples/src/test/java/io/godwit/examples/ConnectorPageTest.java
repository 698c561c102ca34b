package io.godwit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the page about connectors shows of the example stands there, and so does what it names. */
class ConnectorPageTest {

  private static final Path PAGE =
      Path.of(System.getProperty("godwit.root"), "docs", "connector.md");

  private static final Pattern LINK = Pattern.compile("\\]\\((?!http)([^)#]+)(?:#[^)]*)?\\)");

  /** A block, and the link that stands before it with no other one between. */
  private static final Pattern EXCERPT =
      Pattern.compile("\\]\\(([^)]+)\\)(?:(?!\\]\\(|```)[\\s\\S])*```java\n([\\s\\S]*?)```");

  private static String page() throws IOException {
    return Files.readString(PAGE);
  }

  private static Path linked(String link) {
    return PAGE.resolveSibling(link).normalize();
  }

  private static String withoutSpace(String code) {
    return code.replaceAll("\\s+", "");
  }

  @Test
  void whatItShowsIsInTheFileThatItNames() throws IOException {
    String page = page();
    List<MatchResult> excerpts = EXCERPT.matcher(page).results().toList();
    assertThat(excerpts)
        .as("each block of code has a link before it that is its own")
        .hasSize(page.split("```java", -1).length - 1)
        .hasSizeGreaterThan(5);
    for (MatchResult excerpt : excerpts) {
      Path file = linked(excerpt.group(1));
      assertThat(file).startsWith(StrangersJar.SOURCE.normalize());
      assertThat(withoutSpace(Files.readString(file)))
          .as("%s holds, white space apart:%n%s", file.getFileName(), excerpt.group(2))
          .contains(withoutSpace(excerpt.group(2)));
    }
  }

  @Test
  void itsLinksLeadSomewhere() throws IOException {
    List<String> links = LINK.matcher(page()).results().map(link -> link.group(1)).toList();
    assertThat(links).hasSizeGreaterThan(10);
    assertThat(links.stream().filter(link -> !Files.exists(linked(link)))).isEmpty();
  }
}
