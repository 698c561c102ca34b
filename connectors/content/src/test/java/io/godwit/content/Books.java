package io.godwit.content;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;

/** Books as tests need them, good and bad ones. */
public final class Books {

  /** What names the package document. */
  public static final String CONTAINER =
      """
      <?xml version="1.0"?>
      <container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
        <rootfiles><rootfile full-path="OPS/book.opf"
            media-type="application/oebps-package+xml"/></rootfiles>
      </container>
      """;

  private Books() {}

  /** A package document. */
  public static String opf(String metadata) {
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="uid">
      <metadata xmlns:dc="http://purl.org/dc/elements/1.1/">%s</metadata>
      <manifest/><spine/>
    </package>
    """
        .formatted(metadata);
  }

  /** An EPUB with this Dublin Core. */
  public static byte[] epub(String metadata) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("META-INF/container.xml", CONTAINER.getBytes(StandardCharsets.UTF_8));
    entries.put("OPS/book.opf", opf(metadata).getBytes(StandardCharsets.UTF_8));
    return archive(entries);
  }

  /** An archive that says that it is an EPUB, and holds these entries. */
  public static byte[] archive(Map<String, byte[]> entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      byte[] type = "application/epub+zip".getBytes(StandardCharsets.US_ASCII);
      ZipEntry first = new ZipEntry("mimetype");
      first.setMethod(ZipEntry.STORED);
      first.setSize(type.length);
      java.util.zip.CRC32 check = new java.util.zip.CRC32();
      check.update(type);
      first.setCrc(check.getValue());
      zip.putNextEntry(first);
      zip.write(type);
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
    return bytes.toByteArray();
  }

  /** A PDF of two pages with document information, and perhaps XMP and a password. */
  public static byte[] pdf(String title, String xmp, String password) throws IOException {
    try (PDDocument document = new PDDocument()) {
      document.addPage(new PDPage());
      document.addPage(new PDPage());
      PDDocumentInformation information = new PDDocumentInformation();
      information.setTitle(title);
      information.setAuthor("Ada; Grace");
      information.setKeywords("ships, sea");
      document.setDocumentInformation(information);
      document.getDocumentCatalog().setLanguage("de-AT");
      if (!xmp.isEmpty()) {
        PDMetadata metadata = new PDMetadata(document);
        metadata.importXMPMetadata(xmp.getBytes(StandardCharsets.UTF_8));
        document.getDocumentCatalog().setMetadata(metadata);
      }
      if (!password.isEmpty()) {
        document.protect(new StandardProtectionPolicy("owner", password, new AccessPermission()));
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      document.save(bytes);
      return bytes.toByteArray();
    }
  }
}
