package io.godwit.content.format;

import io.godwit.common.store.UnfitObject;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLStreamException;

/**
 * What an EPUB says of itself: {@code META-INF/container.xml} names its package document, and that
 * holds Dublin Core. No other entry is unpacked.
 *
 * @param name for messages
 */
record EpubReader(String name, Path file) {

  private static final String CONTAINER = "META-INF/container.xml";
  private static final String ENCRYPTION = "META-INF/encryption.xml";

  /** A long book has some thousand; a million would take the archive's directory half a minute. */
  private static final int MOST_ENTRIES = 100_000;

  /** The package document of a very long book has some hundred kilobytes. */
  private static final int MOST_BYTES = 4 << 20;

  void read(Properties into) throws IOException, UnfitObject {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      if (zip.size() > MOST_ENTRIES) {
        throw unfit("has %d entries; an EPUB is read up to %d".formatted(zip.size(), MOST_ENTRIES));
      }
      String path = packagePath(zip);
      try (InputStream in = entry(zip, path)) {
        fill(DublinCore.read(in), into);
      } catch (XMLStreamException e) {
        throw unfit(
            zip.getEntry(ENCRYPTION) != null
                ? "is encrypted: its package document " + path + " is no XML"
                : "has a broken package document " + path + ": " + firstLine(e));
      }
    } catch (ZipException e) {
      throw unfit("is a damaged archive: " + e.getMessage());
    } catch (EOFException e) {
      // What was packed ends too soon, inside of a file that is all there: no fault of the disk,
      // for which a worker would wait.
      throw unfit("is a damaged archive: an entry ends too soon");
    }
  }

  private String packagePath(ZipFile zip) throws IOException, UnfitObject {
    try (InputStream in = entry(zip, CONTAINER)) {
      return DublinCore.packagePath(in)
          .orElseThrow(() -> unfit("names no package document in " + CONTAINER));
    } catch (XMLStreamException e) {
      throw unfit("has a broken " + CONTAINER + ": " + firstLine(e));
    }
  }

  private InputStream entry(ZipFile zip, String path) throws IOException, UnfitObject {
    ZipEntry entry = zip.getEntry(path);
    if (entry == null) {
      throw unfit("is no EPUB that can be read: it has no " + path);
    }
    byte[] bytes;
    try (InputStream in = zip.getInputStream(entry)) {
      bytes = in.readNBytes(MOST_BYTES + 1);
    }
    if (bytes.length > MOST_BYTES) {
      throw unfit(path + " unpacks to more than " + MOST_BYTES + " bytes, which none needs");
    }
    return new java.io.ByteArrayInputStream(bytes);
  }

  private static void fill(DublinCore core, Properties into) {
    into.text(Property.TITLE, core.first("title"));
    into.texts(Property.CREATORS, core.all("creator"));
    into.text(Property.LANGUAGE, core.first("language"));
    into.text(Property.IDENTIFIER, core.identifier());
    into.text(Property.PUBLISHER, core.first("publisher"));
    into.text(Property.DATE, core.first("date"));
    into.text(Property.DESCRIPTION, core.first("description"));
    into.texts(Property.SUBJECTS, core.all("subject"));
  }

  private UnfitObject unfit(String why) {
    return Formats.unreadable(name, why);
  }

  /** Parsers say the place in a line of its own. */
  private static String firstLine(XMLStreamException e) {
    List<String> lines = String.valueOf(e.getMessage()).lines().toList();
    return Optional.ofNullable(lines.isEmpty() ? null : lines.getLast()).orElse("no XML");
  }
}
