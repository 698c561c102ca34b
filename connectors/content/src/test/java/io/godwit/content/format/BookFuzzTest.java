package io.godwit.content.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.store.UnfitObject;
import io.godwit.content.Books;
import io.godwit.testkit.fuzz.Mutations;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.logging.LogManager;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A book that is damaged in any way says something or is refused in words, and ends nobody. */
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class BookFuzzTest {

  private static final String CORE =
      "<dc:title>Emma</dc:title><dc:creator>Jane Austen</dc:creator><dc:language>en</dc:language>";

  @TempDir private Path folder;

  /** Parsers tell of each damage at length, as a command does not let them either. */
  @BeforeAll
  static void silence() {
    LogManager.getLogManager().reset();
  }

  @Test
  void anEpubIsReadOrRefused() throws Exception {
    Path file = folder.resolve("book.epub");
    Mutations.of(List.of(Books.epub(CORE)), Path.of("src/test/resources/fuzz/epub"))
        .each(input -> {
          Files.write(file, input);
          try {
            new EpubReader("book.epub", file).read(new Properties());
          } catch (UnfitObject refused) {
            assertThat(refused.getMessage()).contains("book.epub");
          }
        });
  }

  /** What is in the archive is changed, and not the archive around it. */
  @Test
  void whatAnEpubSaysOfItselfIsReadOrRefused() throws Exception {
    Path file = folder.resolve("book.epub");
    byte[] container = Books.CONTAINER.getBytes(StandardCharsets.UTF_8);
    byte[] said = Books.opf(CORE).getBytes(StandardCharsets.UTF_8);
    Mutations.of(List.of(container, said))
        .each(input -> {
          for (boolean outer : new boolean[] {true, false}) {
            Files.write(
                file,
                Books.archive(
                    Map.of(
                        "META-INF/container.xml", outer ? input : container,
                        "OPS/book.opf", outer ? said : input)));
            try {
              new EpubReader("book.epub", file).read(new Properties());
            } catch (UnfitObject refused) {
              assertThat(refused.getMessage()).contains("book.epub");
            }
          }
        });
  }

  @Test
  void aPdfIsReadOrRefused() throws Exception {
    Path file = folder.resolve("book.pdf");
    Mutations.of(List.of(Books.pdf("Emma", "", "")))
        .each(input -> {
          Files.write(file, input);
          try {
            new PdfReader("book.pdf", file).read(new Properties());
          } catch (UnfitObject refused) {
            assertThat(refused.getMessage()).contains("book.pdf");
          }
        });
  }
}
