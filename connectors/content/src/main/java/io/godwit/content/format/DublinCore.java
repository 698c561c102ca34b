package io.godwit.content.format;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The elements of Dublin Core in an XML document: those of a package document of EPUB, which hold
 * their text themselves, and those of XMP, which hold it in the items of a list. For one thread.
 */
final class DublinCore {

  private static final String NAMESPACE = "http://purl.org/dc/elements/1.1/";

  /** Of all texts together; what is longer is cut, since no catalogue takes more. */
  private static final int MOST_CHARACTERS = 256 << 10;

  private final Map<String, List<String>> texts = new LinkedHashMap<>();
  private Optional<String> uniqueId = Optional.empty();
  private Optional<String> identifier = Optional.empty();
  private int left = MOST_CHARACTERS;

  private DublinCore() {}

  /**
   * The elements of a document.
   *
   * @throws XMLStreamException where it is no XML
   */
  static DublinCore read(InputStream in) throws XMLStreamException {
    DublinCore core = new DublinCore();
    XMLStreamReader xml = reader(in);
    while (xml.hasNext()) {
      if (xml.next() == XMLStreamConstants.START_ELEMENT) {
        core.element(xml);
      }
    }
    return core;
  }

  /** The path that the container of an EPUB names; empty where it names none. */
  static Optional<String> packagePath(InputStream in) throws XMLStreamException {
    XMLStreamReader xml = reader(in);
    while (xml.hasNext()) {
      if (xml.next() == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("rootfile")) {
        Optional<String> path = attribute(xml, "full-path").filter(text -> !text.isBlank());
        if (path.isPresent()) {
          return path;
        }
      }
    }
    return Optional.empty();
  }

  /** Nothing that a document refers to is fetched, and no entity of its own is taken in. */
  private static XMLStreamReader reader(InputStream in) throws XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setXMLResolver((publicId, systemId, base, namespace) -> InputStream.nullInputStream());
    return factory.createXMLStreamReader(in);
  }

  private static Optional<String> attribute(XMLStreamReader xml, String name) {
    for (int i = 0; i < xml.getAttributeCount(); i++) {
      if (xml.getAttributeLocalName(i).equals(name)) {
        return Optional.of(xml.getAttributeValue(i));
      }
    }
    return Optional.empty();
  }

  private void element(XMLStreamReader xml) throws XMLStreamException {
    if (xml.getLocalName().equals("package")) {
      uniqueId = attribute(xml, "unique-identifier");
    }
    if (NAMESPACE.equals(xml.getNamespaceURI())) {
      String name = xml.getLocalName();
      boolean unique = uniqueId.isPresent() && attribute(xml, "id").equals(uniqueId);
      List<String> found = texts(xml);
      texts.computeIfAbsent(name, any -> new ArrayList<>()).addAll(found);
      if (name.equals("identifier") && unique) {
        identifier = found.stream().findFirst();
      }
    }
  }

  /** The texts of the element that is open: of its items, or its own where it has none. */
  private List<String> texts(XMLStreamReader xml) throws XMLStreamException {
    List<String> found = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (int depth = 1; depth > 0; ) {
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          depth++;
          text.setLength(0);
        }
        case XMLStreamConstants.END_ELEMENT -> {
          depth--;
          add(text.toString(), found);
          text.setLength(0);
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
            text.append(xml.getText());
        default -> {}
      }
    }
    return found;
  }

  private void add(String text, List<String> to) {
    String stripped = text.strip();
    int end = Math.min(left, stripped.length());
    if (end > 0 && end < stripped.length() && Character.isHighSurrogate(stripped.charAt(end - 1))) {
      end--;
    }
    String kept = stripped.substring(0, end);
    if (!kept.isEmpty()) {
      left -= kept.length();
      to.add(kept);
    }
  }

  Optional<String> first(String name) {
    return all(name).stream().findFirst();
  }

  List<String> all(String name) {
    return texts.getOrDefault(name, List.of());
  }

  /** The one that the document calls its own, or the first. */
  Optional<String> identifier() {
    return identifier.or(() -> first("identifier"));
  }
}
