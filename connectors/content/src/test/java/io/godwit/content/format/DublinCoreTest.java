package io.godwit.content.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.store.UnfitObject;
import io.godwit.content.Books;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DublinCoreTest {

  @TempDir private Path folder;

  private static InputStream opf(String metadata) {
    return new ByteArrayInputStream(Books.opf(metadata).getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void textsTogetherAreBounded() throws Exception {
    DublinCore core =
        DublinCore.read(
            opf(
                "<dc:title>%s</dc:title><dc:date>x</dc:date>"
                    .formatted("t".repeat((256 << 10) - 1) + "uv")));
    assertThat(core.first("title").orElseThrow()).hasSize(256 << 10).endsWith("tu");
    assertThat(core.first("date")).isEmpty();
  }

  @Test
  void elementsOfOtherNamespacesAreNone() throws Exception {
    DublinCore core = DublinCore.read(opf("<title>no</title><dc:title><b>bold</b></dc:title>"));
    assertThat(core.all("title")).containsExactly("bold");
    assertThat(core.identifier()).isEmpty();
    assertThatThrownBy(() -> DublinCore.read(opf("<dc:title>")))
        .isInstanceOf(XMLStreamException.class);
  }

  /** Each reader fills what its format knows, and nothing else. */
  @Test
  void aReaderFillsProperties() throws Exception {
    Path book = folder.resolve("b");
    Files.write(book, Books.epub("<dc:title>T</dc:title>"));
    Properties found = new Properties();
    new EpubReader("b", book).read(found);
    assertThat(found.value(Property.TITLE).toString()).contains("T");
    Files.write(book, Books.pdf("T", "", ""));
    new PdfReader("b", book).read(found);
    assertThat(found.value(Property.PAGES).toString()).contains("2");
    assertThatThrownBy(() -> new EpubReader("b", book).read(new Properties()))
        .isInstanceOf(UnfitObject.class);
  }
}
