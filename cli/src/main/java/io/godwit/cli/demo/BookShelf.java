package io.godwit.cli.demo;

import io.godwit.common.model.failure.Trouble;
import io.godwit.common.store.ObjectStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * E-books as a library has them, which follow from a seed: three of four are EPUB and the fourth
 * PDF, by authors of several scripts, in folders by language; some stand on two shelves under two
 * names, and some are broken.
 *
 * @param seed the same one makes the same books
 * @param books how many different ones
 * @param twins how many of them there are twice, at most as many as books
 * @param bad how many more cannot be opened
 */
public record BookShelf(long seed, int books, int twins, int bad) implements MadeFiles {

  private static final Instant FIRST = Instant.parse("2019-01-01T00:00:00Z");
  private static final LocalDateTime PACKED = LocalDateTime.of(2019, 1, 1, 0, 0);

  /** A language, an author and a title of it. */
  private record Work(String language, String author, String title) {}

  private static final List<Work> WORKS =
      List.of(
          new Work("en", "Herman Melville", "Moby-Dick; or, The Whale"),
          new Work("de", "Johann Wolfgang von Goethe", "Die Leiden des jungen Werthers"),
          new Work("fr", "Jules Verne", "Vingt mille lieues sous les mers"),
          new Work("pl", "Boles\u0142aw Prus", "Lalka"),
          new Work("ja", "\u590f\u76ee\u6f31\u77f3", "\u5433\u8f29\u306f\u732b\u3067\u3042\u308b"),
          new Work(
              "el",
              "\u039a. \u03a0. \u039a\u03b1\u03b2\u03ac\u03c6\u03b7\u03c2",
              "\u03a0\u03bf\u03b9\u03ae\u03bc\u03b1\u03c4\u03b1"));

  @Override
  public void growIn(ObjectStore store) throws Trouble {
    Random random = new Random(seed);
    for (int i = 0; i < books; i++) {
      Work work = WORKS.get(i % WORKS.size());
      byte[] bytes = i % 4 == 3 ? pdf(work, i) : epub(work, i, random);
      String ending = i % 4 == 3 ? ".pdf" : ".epub";
      put(store, work.language() + "/" + work.title() + " " + i + ending, i, bytes);
      if (i < twins) {
        put(store, "new/" + work.author() + " - " + i + ending, books + i, bytes);
      }
    }
    for (int i = 0; i < bad; i++) {
      byte[] bytes = "no book ".repeat(i + 1).getBytes(StandardCharsets.US_ASCII);
      put(store, "damaged/" + i + (i % 2 == 0 ? ".epub" : ".pdf"), 2 * books + i, bytes);
    }
  }

  private void put(ObjectStore store, String name, int number, byte[] bytes) throws Trouble {
    String mark = "shelf " + seed + " " + number;
    new SetupContent(bytes).putIn(store, name, mark, FIRST.plusSeconds(86_400L * number));
  }

  private static byte[] epub(Work work, int number, Random random) {
    String container =
        """
        <?xml version="1.0"?>
        <container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
          <rootfiles>
            <rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/>
          </rootfiles>
        </container>
        """;
    String book =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">
          <metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
            <dc:identifier id="id">urn:godwit:%d</dc:identifier>
            <dc:title>%s, vol. %d</dc:title>
            <dc:creator>%s</dc:creator>
            <dc:language>%s</dc:language>
          </metadata>
          <manifest/>
          <spine/>
        </package>
        """
            .formatted(number, work.title(), number, work.author(), work.language());
    byte[] pages = new byte[2000 + random.nextInt(60_000)];
    random.nextBytes(pages);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      add(zip, "mimetype", "application/epub+zip".getBytes(StandardCharsets.US_ASCII), true);
      add(zip, "META-INF/container.xml", container.getBytes(StandardCharsets.UTF_8), false);
      add(zip, "OPS/book.opf", book.getBytes(StandardCharsets.UTF_8), false);
      add(zip, "OPS/pages", pages, false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void add(ZipOutputStream zip, String name, byte[] bytes, boolean plain)
      throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(PACKED);
    if (plain) {
      CRC32 check = new CRC32();
      check.update(bytes);
      entry.setMethod(ZipEntry.STORED);
      entry.setSize(bytes.length);
      entry.setCrc(check.getValue());
    }
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }

  /** Texts are UTF-16 in hexadecimal digits, as PDF has those of any script. */
  private static byte[] pdf(Work work, int number) {
    List<String> objects =
        List.of(
            "<< /Type /Catalog /Pages 2 0 R /Lang (" + work.language() + ") >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 400] >>",
            "<< /Title %s /Author %s >>"
                .formatted(hex(work.title() + ", vol. " + number), hex(work.author())));
    StringBuilder text = new StringBuilder("%PDF-1.4\n");
    StringBuilder places = new StringBuilder("0000000000 65535 f \n");
    for (int i = 0; i < objects.size(); i++) {
      places.append("%010d 00000 n \n".formatted(text.length()));
      text.append("%d 0 obj\n%s\nendobj\n".formatted(i + 1, objects.get(i)));
    }
    int table = text.length();
    text.append("xref\n0 %d\n".formatted(objects.size() + 1)).append(places);
    text.append("trailer\n<< /Size %d /Root 1 0 R /Info 4 0 R >>\n".formatted(objects.size() + 1));
    text.append("startxref\n%d\n%%%%EOF\n".formatted(table));
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static String hex(String text) {
    StringBuilder hex = new StringBuilder("<FEFF");
    text.chars().forEach(c -> hex.append("%04X".formatted(c)));
    return hex.append('>').toString();
  }
}
