package io.godwit.content.format;

import io.godwit.common.store.UnfitObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Calendar;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import javax.xml.stream.XMLStreamException;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.io.RandomAccessReadBufferedFile;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;

/**
 * What a PDF says of itself: its XMP, and where that is silent its document information. One that
 * is protected only against changes is read; one that asks for a password is not.
 *
 * @param name for messages
 */
record PdfReader(String name, Path file) {

  /** XMP is seldom packed; what is unpacks to a thousand times as much at most. */
  private static final int MOST_PACKED = 64 << 10;

  private static final int MOST_BYTES = 4 << 20;

  void read(Properties into) throws IOException, UnfitObject {
    try (PDDocument document = Loader.loadPDF(new RandomAccessReadBufferedFile(file.toFile()))) {
      into.number(Property.PAGES, document.getNumberOfPages());
      xmp(document).ifPresent(core -> fill(core, into));
      fill(document.getDocumentInformation(), into);
      into.text(
          Property.LANGUAGE, Optional.ofNullable(document.getDocumentCatalog().getLanguage()));
    } catch (InvalidPasswordException e) {
      throw Formats.unreadable(name, "is encrypted, and is opened only with a password");
    } catch (IOException | RuntimeException e) {
      // The file lies on this disk, whole: what a reader of PDF cannot read is the PDF's fault. So
      // are the casts and indexes that fail in it where a document lies about itself.
      throw Formats.unreadable(name, "is a damaged PDF: " + e.getMessage());
    } catch (StackOverflowError e) {
      throw Formats.unreadable(name, "is a damaged PDF: its objects are nested without end");
    }
  }

  private static Optional<DublinCore> xmp(PDDocument document) throws IOException {
    Optional<PDMetadata> metadata =
        Optional.ofNullable(document.getDocumentCatalog().getMetadata());
    if (metadata.isEmpty()) {
      return Optional.empty();
    }
    boolean packed = metadata.get().getCOSObject().containsKey(COSName.FILTER);
    if (metadata.get().getLength() > (packed ? MOST_PACKED : MOST_BYTES)) {
      return Optional.empty();
    }
    try (InputStream in = metadata.get().createInputStream()) {
      return Optional.of(DublinCore.read(in));
    } catch (XMLStreamException e) {
      // Many programs write XMP that is none; the document information says the same.
      return Optional.empty();
    }
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

  private static void fill(PDDocumentInformation said, Properties into) {
    into.text(Property.TITLE, Optional.ofNullable(said.getTitle()));
    into.texts(Property.CREATORS, parts(said.getAuthor(), ";"));
    into.text(Property.DESCRIPTION, Optional.ofNullable(said.getSubject()));
    into.texts(Property.SUBJECTS, parts(said.getKeywords(), "[,;]"));
    into.text(Property.DATE, Optional.ofNullable(said.getCreationDate()).map(PdfReader::date));
  }

  private static List<String> parts(@org.jspecify.annotations.Nullable String text, String by) {
    return text == null ? List.of() : Arrays.asList(text.split(by));
  }

  /** In the offset that the document has. */
  private static String date(Calendar date) {
    TimeZone zone = date.getTimeZone();
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
        date.toInstant().atZone(zone.toZoneId()).toOffsetDateTime());
  }
}
