package io.godwit.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Verdict;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.value.Value;
import io.godwit.common.spi.Step;
import io.godwit.content.format.Formats;
import io.godwit.content.format.Properties;
import io.godwit.content.format.Property;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What books and documents say of themselves, and what is said of those that are none. */
class MetadataTest {

  private static final String ALL =
      """
      <dc:identifier>urn:other</dc:identifier><dc:identifier id="uid">isbn:1</dc:identifier>
      <dc:title> Reise um die Welt </dc:title><dc:title>Second</dc:title>
      <dc:creator>韩寒</dc:creator><dc:creator>B &amp; C</dc:creator>
      <dc:language>de</dc:language><dc:publisher>P</dc:publisher><dc:date>1873</dc:date>
      <dc:description>Long.</dc:description><dc:subject>s1</dc:subject><dc:subject/>
      """;

  @TempDir private Path folder;
  private ContentGround ground;

  @BeforeEach
  void made() throws IOException {
    ground = ContentGround.in(folder);
  }

  private Verdict verdict(String name, byte[] content) throws Exception {
    DataRecord record = ground.record(name, content);
    try (Step step = ground.open(ContentGround.metadata(Property.values()))) {
      return step.apply(List.of(record)).getFirst();
    }
  }

  private Map<String, Value> found(String name, byte[] content) throws Exception {
    return ((Verdict.Keep) verdict(name, content)).record().fields().toMap();
  }

  private void unreadable(String name, byte[] content, String message) throws Exception {
    assertThat(verdict(name, content))
        .isInstanceOfSatisfying(
            Verdict.Reject.class,
            reject -> {
              assertThat(reject.failure().code()).isEqualTo(ErrorCode.CONTENT_UNREADABLE);
              assertThat(reject.failure().message()).contains("'" + name + "'").contains(message);
            });
  }

  private static Value text(String text) {
    return new Value.Text(text);
  }

  private static Value texts(String... texts) {
    return new Value.Array(Arrays.stream(texts).map(MetadataTest::text).toList());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void anEpubSaysWhatItsPackageDocumentSays() throws Exception {
    assertThat(found("a.epub", Books.epub(ALL)))
        .containsEntry("type", text("application/epub+zip"))
        .containsEntry("title", text("Reise um die Welt"))
        .containsEntry("creators", texts("韩寒", "B & C"))
        .containsEntry("language", text("de"))
        .containsEntry("identifier", text("isbn:1"))
        .containsEntry("publisher", text("P"))
        .containsEntry("date", text("1873"))
        .containsEntry("description", text("Long."))
        .containsEntry("subjects", texts("s1"))
        .containsEntry("pages", Value.Null.NULL);
    // By what it is, whatever it is called; and by its name where its first entry says nothing.
    assertThat(found("book", Books.epub(ALL))).containsEntry("language", text("de"));
  }

  @Test
  void anEpubThatIsBrokenSaysWhatIsBroken() throws Exception {
    byte[] good = Books.epub(ALL);
    unreadable("none.epub", bytes("some text"), "is called .epub and is none: it is text/plain");
    unreadable("empty.epub", new byte[0], "is empty");
    unreadable("cut.epub", Arrays.copyOf(good, good.length / 2), "is a damaged archive");
    unreadable("bare.epub", Books.archive(Map.of()), "it has no META-INF/container.xml");
    unreadable("lost.epub", archive(Books.CONTAINER, ""), "it has no OPS/book.opf");
    unreadable("nowhere.epub", archive("<container/>", ""), "names no package document");
    unreadable("broken.epub", archive(Books.CONTAINER, "<package"), "broken package document");
    Map<String, byte[]> encrypted = entries(Books.CONTAINER, "\u0001\u0002");
    encrypted.put("META-INF/encryption.xml", bytes("<encryption/>"));
    unreadable("locked.epub", Books.archive(encrypted), "is encrypted");
  }

  /** What unpacks to a hundred megabytes is not unpacked; and nothing else is that is not asked. */
  @Test
  void aBombDoesNotGoOff() throws Exception {
    Map<String, byte[]> entries = entries(Books.CONTAINER, " ".repeat(100 << 20));
    unreadable("bomb.epub", Books.archive(entries), "unpacks to more than 4194304 bytes");
    Map<String, byte[]> beside = entries(Books.CONTAINER, Books.opf(ALL));
    beside.put("OPS/picture", new byte[100 << 20]);
    assertThat(found("beside.epub", Books.archive(beside))).containsEntry("date", text("1873"));
  }

  /** Neither a file of this machine nor a text of a million times itself comes in. */
  @Test
  void aDocumentTypeIsOfNoEffect() throws Exception {
    String opf =
        "<!DOCTYPE package [<!ENTITY x SYSTEM \"file:///etc/passwd\"><!ENTITY y \"yes\">]>"
            + Books.opf("<dc:title>T</dc:title><dc:date>&x;&y;</dc:date>").substring(39);
    Verdict verdict = verdict("dtd.epub", archive(Books.CONTAINER, opf));
    assertThat(verdict.toString()).doesNotContain("root:").doesNotContain("yes");
  }

  @Test
  void aPdfSaysWhatItsXmpAndItsInformationSay() throws Exception {
    assertThat(found("a.pdf", Books.pdf("Plain", "", "")))
        .containsEntry("type", text("application/pdf"))
        .containsEntry("title", text("Plain"))
        .containsEntry("creators", texts("Ada", "Grace"))
        .containsEntry("subjects", texts("ships", "sea"))
        .containsEntry("language", text("de-AT"))
        .containsEntry("pages", new Value.Int32(2));
    String xmp =
        """
        <x:xmpmeta xmlns:x="adobe:ns:meta/">
         <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
          <rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/">
           <dc:title><rdf:Alt><rdf:li>Of XMP</rdf:li><rdf:li>B</rdf:li></rdf:Alt></dc:title>
           <dc:creator><rdf:Seq><rdf:li>X</rdf:li><rdf:li>Y</rdf:li></rdf:Seq></dc:creator>
          </rdf:Description>
         </rdf:RDF>
        </x:xmpmeta>
        """;
    assertThat(found("b.pdf", Books.pdf("Plain", xmp, "")))
        .containsEntry("title", text("Of XMP"))
        .containsEntry("creators", texts("X", "Y"))
        .containsEntry("subjects", texts("ships", "sea"));
    assertThat(found("c.pdf", Books.pdf("Plain", "no XML", "")))
        .containsEntry("title", text("Plain"));
  }

  @Test
  void aPdfThatCannotBeReadSaysWhy() throws Exception {
    byte[] good = Books.pdf("T", "", "");
    unreadable("locked.pdf", Books.pdf("T", "", "secret"), "opened only with a password");
    unreadable("cut.pdf", Arrays.copyOf(good, 20), "is a damaged PDF");
    unreadable("none.pdf", bytes("%PD"), "is called .pdf and is none");
  }

  @Test
  void anyOtherHasATypeAlone() throws Exception {
    assertThat(found("a.txt", bytes("hello")))
        .containsEntry("type", text("text/plain"))
        .containsEntry("title", Value.Null.NULL);
    assertThat(found("a.png", new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10}))
        .containsEntry("type", text("image/png"));
    assertThat(found("empty", new byte[0]).get("type")).isInstanceOf(Value.Text.class);
  }

  /** The types that the step is made of are used by it alone, and by their names here. */
  @Test
  void aReadingIsOfAFormat() throws Exception {
    MetadataReading reading = new MetadataReading(ContentGround.metadata(Property.TITLE));
    assertThat(reading.fields()).containsExactly("title");
    assertThat(reading.formats()).isInstanceOf(Formats.class);
    assertThat(Properties.class).isFinal();
    assertThat(ContentGround.metadata(Property.PAGES).isSlow()).isTrue();
  }

  private static byte[] archive(String container, String opf) throws IOException {
    return Books.archive(entries(container, opf));
  }

  private static Map<String, byte[]> entries(String container, String opf) {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("META-INF/container.xml", bytes(container));
    if (!opf.isEmpty()) {
      entries.put("OPS/book.opf", bytes(opf));
    }
    return entries;
  }
}
